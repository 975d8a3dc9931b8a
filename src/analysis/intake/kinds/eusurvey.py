"""EUSurvey: headers are the texts of the questions, above them the name of the survey and the day of the export."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(
    name="eusurvey",
    title="EUSurvey",
    signs=("Contribution ID", "Contribution Id", "Invitation number", "Invitation Number"),
    tool=("Creation date", "Creation Date", "Last update", "Last Update", "Languages", "Total Score"),
    personal=("User name", "User Name"),
    ids=("Contribution ID", "Contribution Id"),
    joins=(r"\s*;\s*", r",\s*"),
)  # fmt: skip
