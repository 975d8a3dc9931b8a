"""Google Forms and Microsoft Forms: headers are the texts of the questions; several answers stand as `A, B` or `A;B;`."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(
    name="forms",
    title="Google Forms or Microsoft Forms",
    signs=("Timestamp", "Start time", "Completion time", "Last modified time"),
    tool=("Score", "Total points", "Quiz feedback", "Points - *", "Feedback - *", "Language"),
    personal=("Username", "Email Address", "Email address", "Email", "Name"),
    ids=("ID", "Id"),
    joins=(r"\s*;\s*", r",\s+"),
)
