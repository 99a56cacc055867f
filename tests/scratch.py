"""Where hypothesis keeps what it noted: not in this folder."""

import tempfile
from pathlib import Path

from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "tutor-hypothesis")
