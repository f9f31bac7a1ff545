"""The JSON Schema of a procedure file, from the models: editors complete and check with it; the document is a table of it."""

import json
from typing import Any

from tusoi.foundation.rulebook.procedure import Procedure


def schema_of() -> dict[str, Any]:
    """The schema without what is said for programmers; a key that may be left out is simply not required."""
    schema = Procedure.model_json_schema()
    for table in (schema, *schema["$defs"].values()):
        for word in ("title", "description"):
            table.pop(word, None)
        for entry in table.get("properties", {}).values():
            kinds = [kind for kind in entry.get("anyOf", []) if kind != {"type": "null"}]
            if kinds:
                del entry["anyOf"]
                entry.update(kinds[0])
            if entry.get("default", ...) is None:
                del entry["default"]
    schema["title"] = "Quy trình kiểm điểm của Tự Soi"
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def schema_text() -> str:
    return json.dumps(schema_of(), ensure_ascii=False, indent=2) + "\n"


def table_text() -> str:
    """The keys as a Markdown document, one table for each table of the file."""
    parts = [INTRODUCTION]
    for name, table in _tables(schema_of()):
        rows = [
            f"| `{key}` | {entry['title']} | {entry['description']} | {_kind(entry)} |"
            + (" phải có |" if key in table.get("required", []) else " |")
            for key, entry in table["properties"].items()
        ]
        parts.append("\n".join([f"## {name}", "", "| khóa | tên | ghi gì | kiểu | |", "|---|---|---|---|---|", *rows]))
    return "\n\n".join(parts) + "\n"


def _tables(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Every table with its heading as written in the file, in the order of the models."""
    found: list[tuple[str, dict[str, Any]]] = []

    def walk(path: str, table: dict[str, Any], name: str) -> None:
        found.append((name, table))
        for key, entry in table["properties"].items():
            inner, is_array = entry.get("$ref"), False
            if "items" in entry:
                inner, is_array = entry["items"].get("$ref"), True
            target = schema["$defs"].get((inner or "").split("/")[-1], {})
            if "properties" in target:
                where = f"{path}{key}"
                walk(f"{where}.", target, f"[[{where}]]" if is_array else f"[{where}]")

    walk("", schema, "Đầu tệp")
    seen: set[str] = set()
    return [row for row in found if not (row[0] in seen or seen.add(row[0]))]  # type: ignore[func-returns-value]


def _kind(entry: dict[str, Any]) -> str:
    words = {"string": "chữ", "integer": "số nguyên", "boolean": "true/false", "array": "danh sách"}
    if "enum" in entry:
        return " / ".join(f"`{value}`" for value in entry["enum"])
    return words.get(entry.get("type", ""), "bảng" if "properties" not in entry and "const" not in entry else "")


INTRODUCTION = """# Tệp quy trình

Một quy trình là một tệp TOML trong thư mục `procedures/`, đọc và sửa được bằng trình soạn thảo văn bản nào cũng được.
Chép một tệp mẫu, đổi `code` cho trùng tên tệp, sửa từng điều, rồi kiểm tra:

    tusoi procedure check procedures/ten-tep.toml

Mỗi lỗi được báo với dòng, khóa và cách sửa; hàng trong danh sách đếm từ 1. `tusoi procedure schema` in ra JSON Schema
(`procedures/procedure.schema.json`) mà các trình soạn thảo dùng để nhắc khóa và báo lỗi ngay khi gõ. Hai tệp
`procedure.schema.json` và tài liệu này được tạo từ chương trình (`python -m tools.make_procedure_docs`).

Mỗi quy tắc có `clause` (viết ở đâu) và `checked`: chỉ ghi `true` khi đã đọc tận mắt văn bản. Điều chưa đối chiếu được
trang và lời từ chối gọi là "giả định của gói mẫu"."""
