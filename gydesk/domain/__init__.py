"""What is true of forms and changes: no database, no disk, no clock of its own."""
