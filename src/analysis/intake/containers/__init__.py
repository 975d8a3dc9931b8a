"""What a file is, whatever its name says, and a reader for each kind of container: file -> sheets, file and sheet -> Cells."""
