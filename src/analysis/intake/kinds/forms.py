"""Google Forms and Microsoft Forms: headers are the texts of the questions; several answers stand as `A, B` or `A;B;`."""

from analysis.intake.kinds.kind import Kind

KIND = Kind(
    name="forms",
    title="Google Forms or Microsoft Forms",
    signs=(
        "Timestamp", "Zeitstempel", "Horodateur", "Marca temporal", "Informazioni cronologiche", "Tijdstempel", "Carimbo de data/hora",
        "Sygnatura czasowa", "Χρονική σήμανση", "Tidstämpel", "Tidsstempel", "Aikaleima",
        "Start time", "Completion time", "Last modified time", "Startzeit", "Fertigstellungszeit", "Heure de début", "Heure de fin",
        "Hora de inicio", "Hora de finalización", "Ora di inizio", "Ora di completamento", "Begintijd", "Tijd van voltooien",
    ),
    tool=("Score", "Total points", "Quiz feedback", "Points - *", "Feedback - *", "Language"),
    personal=("Username", "Email Address", "Email address", "Email", "Name", "Nom", "Nombre", "Nome", "Naam"),
    ids=("ID", "Id"),
    joins=(r"\s*;\s*", r",\s+"),
)  # fmt: skip
