"""The records of this laptop as fields on the wire, read and written below change capture, within one transaction.

Read once, worked on in memory, written back by `flush` with the search index. What this version does not know, or what it holds to be
no valid value, stays in `unknown_field` and is sent on unharmed (sync.md, section 2). To be used inside `Store.applying`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Connection
from sqlalchemy.types import TypeEngine

from desktop.store.batch import Batch
from desktop.store.conflicts import DELETED
from desktop.store.pending import NOTHING, Address, Cell, Place
from sync.records.assessment import Answer, Assessment
from sync.records.fields import Merge
from sync.records.record import ANSWER_MARK, Synced
from sync.records.registry import KINDS, declared
from sync.records.types import Choices, Compound, Wire
from sync.records.validity import InvalidValue, validate

_THESE_ANSWERS = "(assessment, key) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))"
_OTHER_ANSWERS = "assessment = ?1 ->> 0 AND key NOT IN (SELECT value FROM json_each(?1 ->> 1))"


class StoredRows:
    """The rows of the streams held here. Nothing is written before `flush`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._records: dict[Address, dict[str, Cell]] = {}
        self._partly: dict[Address, set[str]] = {}
        """Of assessments that are not read as a whole, the questions whose answers are; "" stands for its own row."""
        self._dirty: dict[Address, set[str]] = {}
        self._foreign: set[Address] = set()
        self._revisions: dict[int, int] = {}

    def cell(self, place: Place) -> Cell:
        """What a place holds; the version of an applied set is its revision."""
        cell = self._record(place.address, _key(place.field)).get(place.field, NOTHING)
        return cell if cell.version >= 0 else self._settled(cell)

    def fields(self, address: Address) -> dict[str, Cell]:
        """Every field of a record that was ever written."""
        return self._all_settled(self._record(address))

    def write(self, place: Place, value: Wire, version: int) -> None:
        """Put a value there. Version 0 takes the field away."""
        address = place.address
        record = self._record(address, _key(place.field))
        if version:
            record[place.field] = Cell(value, version)
        else:
            record.pop(place.field, None)
        self._dirty.setdefault(address, set()).add(place.field)

    def arrive(self, address: Address, cells: dict[str, Cell]) -> bool:
        """Put a record there of which nothing is known, as a whole. False, and nothing is done, where something is."""
        if self._record(address):
            return False
        self._records[address] = cells
        self._dirty.setdefault(address, set()).update(cells)
        return True

    def applied(self, n: int, revision: int) -> None:
        """From now on version -n is this revision."""
        self._revisions[n] = revision

    def load(self, addresses: Iterable[Address]) -> None:
        """Read these records at once, rather than one by one when they are asked for."""
        self._load(addresses)

    def load_near(self, places: Iterable[Place]) -> None:
        """Read the rows of these places at once: of an assessment not all answers, of which most are not asked for."""
        near: dict[Address, set[str]] = {}
        for place in places:
            near.setdefault(place.address, {""}).add(_key(place.field))
        wanted = {address: keys for address, keys in near.items() if address not in self._records}
        self._load(wanted, wanted)
        self._partly |= {address: keys for address, keys in wanted.items() if address.kind == Assessment.kind}

    def _load(self, addresses: Iterable[Address], near: Mapping[Address, Collection[str]] | None = None) -> None:
        kinds: dict[str, dict[str, list[Address]]] = {}
        for address in {*addresses} - self._records.keys():
            self._records[address] = {}
            kinds.setdefault(address.kind, {}).setdefault(address.record, []).append(address)
        if not kinds:
            return
        has_unknown = self._connection.exec_driver_sql("SELECT 1 FROM unknown_field LIMIT 1").first() is not None
        for kind, records in kinds.items():
            if has_unknown:
                self._load_unknown(kind, records)
            if kind in KINDS:
                self._load_rows(KINDS[kind], "id", records)
            if kind == Assessment.kind and near is None:
                self._load_rows(Answer, "assessment", records)
            elif kind == Assessment.kind and near is not None:
                keys = [(record, key) for record, held in records.items() for address in held for key in near[address]]
                self._take_rows(Answer, "assessment", records, _THESE_ANSWERS, keys)

    def flush(self) -> None:
        """Write everything back, and keep the index with it."""
        batch = Batch()
        for address, names in self._dirty.items():
            cells = self._all_settled(self._records[address])
            known = _Known(address.kind, {} if address in self._foreign else cells, names)
            if address in self._partly and not known.is_any:  # then it depends on the answers that were not read
                known = _Known(address.kind, self.fields(address), names)
            batch.put_unknown(address, names, {name: cells[name] for name in names & cells.keys() - known.names})
            if address not in self._foreign:
                self._put_rows(batch, address, known)
                self._index(batch, address, names, known.names)
        batch.write(self._connection)
        self._dirty.clear()

    def _record(self, address: Address, key: str | None = None) -> dict[str, Cell]:
        """A record of which at least what belongs to this question is there; without one, all."""
        if address not in self._records:
            self.load([address])
        elif address in self._partly and key not in self._partly[address]:
            others = (address.record, [*self._partly.pop(address)])
            self._take_rows(Answer, "assessment", {address.record: [address]}, _OTHER_ANSWERS, others)
        return self._records[address]

    def _load_unknown(self, kind: str, records: Mapping[str, list[Address]]) -> None:
        for stream, record, name, value, version in self._connection.exec_driver_sql(
            "SELECT stream, record, field, value, version FROM unknown_field"
            " WHERE kind = ? AND record IN (SELECT value FROM json_each(?))",
            (kind, json.dumps([*records])),
        ):
            address = Address(stream, kind, record)
            if address in records[record]:
                self._records[address][name] = Cell(json.loads(value), version)

    def _load_rows(self, table: type[Synced], column: str, records: Mapping[str, list[Address]]) -> None:
        self._take_rows(table, column, records, f"{column} IN (SELECT value FROM json_each(?))", [*records])

    def _take_rows(
        self,
        table: type[Synced],
        column: str,
        records: Mapping[str, list[Address]],
        where: str,
        wanted: Sequence[object],
    ) -> None:
        found = self._connection.exec_driver_sql(
            f"SELECT * FROM {table.__tablename__} WHERE {where}", (json.dumps(wanted),)
        )
        names = tuple(found.keys())
        for values in found:
            row = dict(zip(names, values, strict=True))
            suffix = ANSWER_MARK + row["key"] if table is Answer else ""
            for address in records[row[column]]:
                if row["stream"] == address.stream:
                    self._records[address].update(_cells(table, row, suffix))
                elif table is not Answer:  # an id of ours, met in another family: kept apart, read nowhere
                    self._foreign.add(address)

    def _all_settled(self, cells: Mapping[str, Cell]) -> dict[str, Cell]:
        return {name: cell if cell.version >= 0 else self._settled(cell) for name, cell in cells.items()}

    def _settled(self, cell: Cell) -> Cell:
        """A cell whose version is the revision, once its set has one."""
        if cell.version >= 0:
            return cell
        n = -cell.version
        if n not in self._revisions:
            found = self._connection.exec_driver_sql("SELECT revision FROM change_set WHERE n = ?", (n,)).scalar()
            if found is None:
                return cell
            self._revisions[n] = found
        return Cell(cell.value, self._revisions[n])

    def _put_rows(self, batch: Batch, address: Address, known: "_Known") -> None:
        """The record's own row, and those of its answers of which something has changed."""
        stream, kind, record = address
        if kind not in KINDS:
            return
        for key, cells in known.rows.items():
            if key:
                batch.put_row(Answer, stream, (record, key), cells, keep=bool(cells))
            else:
                batch.put_row(KINDS[kind], stream, (record,), cells, keep=known.is_any)

    def _index(self, batch: Batch, address: Address, names: set[str], known: Mapping[str, Cell]) -> None:
        texts = [name for name in names if _is_narrative(address.kind, name)]
        for name in texts:
            value = known.get(name, NOTHING).value
            batch.texts.append(((*address, name), value if isinstance(value, str) else None))
        hidden = known.get(DELETED, NOTHING).value is not None
        if DELETED in names or (texts and hidden):
            batch.hidden[address.kind, address.record] = hidden


class _Known:
    """What of a record's cells has a column, of the rows in which something was written (`names`): most of its answers stay as they are.

    `rows`: by the question's key, "" being the record's own row, a cell for each column. `names`: the same by their names. `is_any`: whether
    there is anything of the record.
    """

    def __init__(self, kind: str, cells: Mapping[str, Cell], names: Collection[str]) -> None:
        self.rows: dict[str, dict[str, Cell]] = {key: {} for key in ("", *(_key(name) for name in names))}
        self.names: dict[str, Cell] = {}
        for name, cell in cells.items():
            column, _mark, key = name.partition(ANSWER_MARK)
            if key in self.rows and _has_column(kind, name, cell):
                self.rows[key][column] = self.names[name] = cell
        self.is_any = bool(self.names) or any(_has_column(kind, name, cell) for name, cell in cells.items())


def _has_column(kind: str, name: str, cell: Cell) -> bool:
    if declared(kind, name) is None:
        return False
    if (
        cell.version < 0
    ):  # this laptop's own, from its column: shown until it is corrected, whatever the server says of it
        return True
    try:
        validate(kind, name, cell.value)
    except InvalidValue:
        return False
    return True


def _key(name: str) -> str:
    """The question whose answer a field belongs to; none where it is one of the record itself."""
    return name.partition(ANSWER_MARK)[2]


@lru_cache(4096)
def _is_narrative(kind: str, name: str) -> bool:
    field = declared(kind, name)
    return field is not None and field.merge is Merge.NARRATIVE


def _cells(table: type[Synced], row: Mapping[str, Any], suffix: str) -> Iterator[tuple[str, Cell]]:
    versions, fields = json.loads(row["versions"]), table.fields()
    for name in fields if "" in versions else fields.keys() & versions.keys():
        if version := versions.get(name, versions.get("", 0)):
            yield name + suffix, Cell(_wire(fields[name].type, row[name]), version)


def _wire(type_: TypeEngine[Any], stored: Any) -> Wire:
    match type_, stored:
        case (Choices() | Compound(), str()):
            return json.loads(stored)  # type: ignore[no-any-return]  # as `_stored` wrote it
        case Boolean(), int():
            return bool(stored)
        case _:
            return stored  # type: ignore[no-any-return]  # what is stored of the others is what travels
