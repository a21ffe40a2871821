"""The first schema."""

import sqlalchemy as sa
from alembic import op

from gydesk.store.schema import APPLICATION_ID

revision = "0001"
down_revision = None


def _text(length: int | None = None) -> sa.String:
    kind = sa.String if length else sa.Text
    return kind(length).with_variant(kind(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "attachment",
        sa.Column("sha256", _text(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", _text(100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "change",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", _text(32), nullable=False),
        sa.Column("record", _text(36), nullable=False),
        sa.Column("form", _text(64), nullable=False),
        sa.Column("form_version", sa.BigInteger(), nullable=False),
        sa.Column("device", _text(64), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("prev", _text(32), nullable=False),
        sa.Column("lamport", sa.BigInteger(), nullable=False),
        sa.Column("at", _text(24), nullable=False),
        sa.Column("author", _text(200), nullable=False),
        sa.Column("body", _text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_change_device_seq", "change", ["device", "seq"], unique=False)
    op.create_index("ix_change_record", "change", ["record"], unique=False)
    op.create_table(
        "counter",
        sa.Column("scope", _text(200), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("scope"),
    )
    op.create_table(
        "device",
        sa.Column("id", _text(64), nullable=False),
        sa.Column("letter", _text(8), nullable=False),
        sa.Column("name", _text(200), nullable=False),
        sa.Column("person", _text(200), nullable=False),
        sa.Column("since", _text(24), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "printed",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", _text(36), nullable=False),
        sa.Column("at", _text(24), nullable=False),
        sa.Column("who", _text(200), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("copy", _text(100), nullable=False),
        sa.Column("hash", _text(64), nullable=False),
        sa.PrimaryKeyConstraint("n"),
    )
    op.create_index("ix_printed_record", "printed", ["record"], unique=False)
    op.create_table(
        "record",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", _text(36), nullable=False),
        sa.Column("form", _text(64), nullable=False),
        sa.Column("form_version", sa.BigInteger(), nullable=False),
        sa.Column("project", _text(36), nullable=False),
        sa.Column("number", _text(), nullable=False),
        sa.Column("state", _text(20), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("title", _text(), nullable=False),
        sa.Column("title_key", sa.LargeBinary(), nullable=False),
        sa.Column("date", _text(10), nullable=False),
        sa.Column("person", _text(), nullable=False),
        sa.Column("alive", sa.Boolean(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("created", _text(24), nullable=False),
        sa.Column("updated", _text(24), nullable=False),
        sa.Column("meta", _text(), nullable=False),
        sa.Column("data", _text(), nullable=False),
        sa.Column("heads", _text(), nullable=False),
        sa.Column("awaited", _text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("ix_record_date", "record", ["date"], unique=False)
    op.create_index("ix_record_form_date", "record", ["form", "date"], unique=False)
    op.create_index("ix_record_number", "record", ["number"], unique=False)
    op.create_index(
        "ix_record_project_form_date", "record", ["project", "form", "date"], unique=False
    )
    op.create_index("ix_record_title", "record", ["title_key"], unique=False)
    op.create_index("ix_record_updated", "record", ["updated"], unique=False)
    op.create_table(
        "setting",
        sa.Column("key", _text(100), nullable=False),
        sa.Column("value", _text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "search_text",
        sa.Column(
            "record",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("text", _text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["record"],
            ["record.n"],
        ),
        sa.PrimaryKeyConstraint("record"),
    )
    op.create_table(
        "unindexed",
        sa.Column(
            "record",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["record"],
            ["record.n"],
        ),
        sa.PrimaryKeyConstraint("record"),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5"
            "(grams, content='', columnsize=0, tokenize='ascii')"
        )
        op.execute(f"PRAGMA application_id={APPLICATION_ID}")
