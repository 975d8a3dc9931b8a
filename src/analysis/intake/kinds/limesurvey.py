"""LimeSurvey: headers are codes (`Q14newly[job]`), texts or both; answers codes or texts; a column of Y for each of several answers."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(
    name="limesurvey",
    title="LimeSurvey",
    signs=("submitdate", "lastpage", "startlanguage", "Date submitted", "Last page", "Start language", "datestamp", "Date last action"),
    tool=(
        "seed", "Seed", "startdate", "Date started", "refurl", "Referrer URL", "interviewtime", "Total time", "groupTime*", "Group time*",
        "Question time*", "*Time", "attribute_*",
    ),
    personal=("ipaddr", "IP address", "token", "Access code", "firstname", "lastname", "email", "First name", "Last name", "Email address"),
    ids=("id", "Response ID"),
)  # fmt: skip
