"""The window: PySide6 widgets that show and ask; the core does everything else."""
