"""Where a learner's progress lives."""

import os
from pathlib import Path


def data_folder() -> Path:
    """The folder: ``$TUTOR_HOME``, else the system's folder for a user's data."""
    chosen = os.environ.get("TUTOR_HOME")
    if chosen:
        return Path(chosen).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("tutor", appauthor=False))
