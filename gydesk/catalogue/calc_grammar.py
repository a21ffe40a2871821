"""The closed grammar of the formulas: text in, a tree of our own nodes out.

``ast`` parses the text, a whitelist turns it into the nodes below; anything else is refused
with the part that is not allowed, and so is a formula that is too long or too deep.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gydesk.catalogue.calc_functions import FUNCTIONS, Kind
from gydesk.errors import CatalogueError

MAX_TEXT = 300
MAX_NODES = 60
MAX_DEPTH = 12
LIMIT = Decimal(10) ** 18

OPERATORS: dict[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: Decimal


@dataclass(frozen=True)
class Name:
    """A field, a column of the same row, a table as an argument, or ``today``."""

    id: str


@dataclass(frozen=True)
class Member:
    """``table.column``, or ``form.field`` as an argument."""

    owner: str
    id: str


@dataclass(frozen=True)
class Binary:
    """Arithmetic."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Negative:
    """A leading minus."""

    of: Node


@dataclass(frozen=True)
class Comparison:
    """One comparison; its result is a truth."""

    op: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Call:
    """A function; ``where`` holds ``column=code`` conditions of ``count``."""

    function: str
    args: tuple[Node, ...]
    where: tuple[tuple[str, str], ...] = ()


Node = Number | Name | Member | Binary | Negative | Comparison | Call


@dataclass(frozen=True)
class Formula:
    """A parsed formula. ``names`` are the fields, ``table`` and ``table.column`` of its own
    form (or row) that it reads, ``forms`` the ids of the other forms it asks."""

    text: str
    root: Node
    names: frozenset[str]
    forms: frozenset[str]


@lru_cache(maxsize=1024)
def parse_formula(text: str) -> Formula:
    """The formula in ``text``; raises CatalogueError ``calc.*`` when it is not one."""
    if len(text) > MAX_TEXT:
        raise CatalogueError("calc.too_long", text=text[:60], limit=MAX_TEXT)
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise CatalogueError("calc.syntax", text=text) from None
    if sum(1 for _ in ast.walk(tree)) > MAX_NODES * 2:
        raise CatalogueError("calc.too_long", text=text[:60], limit=MAX_NODES)
    root = _node(tree.body, text, MAX_DEPTH)
    names = frozenset(_own_names(root))
    return Formula(text, root, names, frozenset(_other_forms(root)))


def _node(tree: ast.expr, text: str, depth: int) -> Node:
    if depth == 0:
        raise CatalogueError("calc.too_long", text=text[:60], limit=MAX_DEPTH)
    match tree:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            number = Decimal(str(value))
            if not number.is_finite() or abs(number) > LIMIT:
                raise CatalogueError("calc.part", text=text, part=str(value)[:40])
            return Number(number)
        case ast.Name(id=name):
            return Name(name)
        case ast.Attribute(value=ast.Name(id=owner), attr=name):
            return Member(owner, name)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return Negative(_node(inner, text, depth - 1))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return Binary(
                OPERATORS[type(op)],
                _node(left, text, depth - 1),
                _node(right, text, depth - 1),
            )
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in COMPARISONS:
            return Comparison(
                COMPARISONS[type(op)],
                _node(left, text, depth - 1),
                _node(right, text, depth - 1),
            )
        case ast.Call(func=ast.Name(id=function), args=args, keywords=keywords):
            return _call(function, args, keywords, text, depth)
    raise CatalogueError("calc.part", text=text, part=ast.unparse(tree)[:40])


def _call(
    name: str, args: list[ast.expr], keywords: list[ast.keyword], text: str, depth: int
) -> Call:
    function = FUNCTIONS.get(name)
    if function is None:
        raise CatalogueError("calc.function", text=text, name=name, known=", ".join(FUNCTIONS))
    counts = {len(function.takes), len(function.takes) - function.optional}
    if len(args) not in counts or (keywords and not function.where):
        raise CatalogueError("calc.arguments", text=text, name=name)
    where: list[tuple[str, str]] = []
    for keyword in keywords:
        if keyword.arg is None or not isinstance(keyword.value, ast.Constant):
            raise CatalogueError("calc.arguments", text=text, name=name)
        if not isinstance(keyword.value.value, str):
            raise CatalogueError("calc.arguments", text=text, name=name)
        where.append((keyword.arg, keyword.value.value))
    nodes = tuple(_node(arg, text, depth - 1) for arg in args)
    for node, kind in zip(nodes, function.takes, strict=False):
        fits = {"table": Name, "form": Name, "form_field": Member}.get(kind)
        if fits is not None and not isinstance(node, fits):
            raise CatalogueError("calc.arguments", text=text, name=name)
        if kind == "series" and len(series_tables(node)) != 1:
            raise CatalogueError("calc.arguments", text=text, name=name)
    return Call(name, nodes, tuple(where))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case Binary(left=left, right=right) | Comparison(left=left, right=right):
            return left, right
        case Negative(of=inner):
            return (inner,)
        case Call(args=args):
            return args
    return ()


def series_tables(node: Node) -> set[str]:
    """The tables whose columns ``node`` reads."""
    if isinstance(node, Member):
        return {node.owner}
    found: set[str] = set()
    for child in children(node):
        found |= series_tables(child)
    return found


def takes(call: Call) -> Iterator[tuple[Node, Kind]]:
    """Each argument with the kind its function takes there."""
    yield from zip(call.args, FUNCTIONS[call.function].takes, strict=False)


def _own_names(node: Node) -> Iterator[str]:
    if isinstance(node, Name):
        if node.id != "today":
            yield node.id
    elif isinstance(node, Member):
        yield f"{node.owner}.{node.id}"
    elif isinstance(node, Call):
        for arg, kind in takes(node):
            if kind == "table" and isinstance(arg, Name):
                yield arg.id
                yield from (f"{arg.id}.{column}" for column, _ in node.where)
            elif kind not in ("form", "form_field"):
                yield from _own_names(arg)
    else:
        for child in children(node):
            yield from _own_names(child)


def _other_forms(node: Node) -> Iterator[str]:
    if isinstance(node, Call):
        for arg, kind in takes(node):
            if kind == "form" and isinstance(arg, Name):
                yield arg.id
            elif kind == "form_field" and isinstance(arg, Member):
                yield arg.owner
    for child in children(node):
        yield from _other_forms(child)
