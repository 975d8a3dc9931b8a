"""Qualtrics: three header rows (names, questions, ImportId); several answers in one cell or in a column each."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(
    name="qualtrics",
    title="Qualtrics",
    signs=("StartDate", "EndDate", "RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage", "Duration (in seconds)"),
    tool=("Status", "Progress", "Finished", "ExternalReference", "ExternalDataReference", "Q_*", "*_Browser", "*_DO", "*_DO_*", "SC0"),
    personal=("IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "LocationLatitude", "LocationLongitude"),
    ids=("ResponseId",),
    joins=(r",\s*",),
    trials=(("Status", ("Survey Preview", "Survey Test", "Spam", "1", "2", "8")),),
)
