"""KoboToolbox and ODK: `group/question`, blanks between several answers or a column of 0 and 1 for each, repeats in a sheet of their own."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(
    name="kobo",
    title="KoboToolbox or ODK",
    signs=(
        "_id", "_uuid", "_submission_time", "_validation_status", "__version__", "_index", "_submitted_by", "_parent_index",
        "_parent_table_name", "_submission__*", "meta/instanceID", "meta/rootUuid", "meta-instanceID", "formhub/uuid", "KEY", "PARENT_KEY",
    ),
    tool=(
        "start", "end", "today", "audit", "deviceid", "_notes", "_status", "_tags", "_xform_id_string", "_attachments", "_geolocation",
        "SubmissionDate", "instanceID", "instanceName", "meta/*", "meta-*", "AttachmentsPresent", "AttachmentsExpected", "Status",
        "ReviewState", "DeviceID", "Edits", "FormVersion", "SET-OF-*", "SubmitterID",
        "starttime", "endtime", "duration", "caseid", "formdef_version", "factsheets_count", "review_*",  # of SurveyCTO
        "_privacy", "_factsheets", "*How many programmes or projects do you want to describe?*",  # of the form that new-wave makes: a note, and how many fact sheets there are
    ),
    personal=("username", "phonenumber", "simserial", "subscriberid", "email", "SubmitterName", "_submitted_by"),
    ids=("_id", "_uuid", "KEY", "meta/instanceID", "meta-instanceID", "instanceID"),
    groups="/-:",
    joins=(r"\s+",),
    trials=(("_validation_status", ("validation_status_not_approved", "Not approved")), ("ReviewState", ("rejected", "hasIssues"))),
    parents=(
        ("_submission__id", "_id"), ("_submission__uuid", "_uuid"), ("_parent_index", "_index"), ("PARENT_KEY", "KEY"),
    ),
)  # fmt: skip
