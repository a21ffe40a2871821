"""Records: saving a change, taking in those of others, reading what they make.

A record's row is kept step by step from its changes and could be made again from them at any
time (``rebuild``; ``verify`` proves that both are the same).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched_groups
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from gydesk.catalogue.kinds import Form
from gydesk.catalogue.library import Library
