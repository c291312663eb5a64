"""The only ways in which outside text enters a page or a mail: as HTML or XML text, as JSON, as plain lines.

None of them is a template: folium and branca run what looks like one (`{{ }}`, `{% %}`) as Python
while a map is built, so text from documents must never reach them.
"""

from __future__ import annotations

import html
import json
import re

# Signs that show letters and digits in another order than they stand in ("51 killed" as "15"): no script needs them,
# as right-to-left text runs so by itself.
_OVERRIDES = (0x202D, 0x202E)
# What XML 1.0 does not allow at all, and surrogates, which UTF-8 cannot carry.
_FORBIDDEN = dict.fromkeys(
    [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF, *_OVERRIDES], "\ufffd"
)
_LINE_ENDS = dict.fromkeys(map(ord, "\t\n\r\x85\u2028\u2029"), " ")
# In a script element these could end it, open a comment, or (U+2028/9, in old browsers) end a line.
_IN_SCRIPT = ("<", ">", "&", "\u2028", "\u2029")


def markup(text: str) -> str:
    r"""Return text for use between tags or in a double-quoted attribute, of HTML and of XML alike.

    >>> markup('<img src=x onerror="alert(1)">')
    '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;'
    >>> markup("killed \u202e15") == "killed \ufffd15"
    True
    """
    return html.escape(text.translate(_FORBIDDEN))


def plain_line(text: str) -> str:
    r"""Return text as one line of plain text.

    >>> plain_line("killed \u202e15\nBcc: all") == "killed \ufffd15 Bcc: all"
    True
    """
    return text.translate(_FORBIDDEN | _LINE_ENDS)


def script_json(value: object) -> str:
    r"""Return a value as JSON that is safe inside a `<script type="application/json">` element.

    >>> script_json({"quote": "</script><script>"})
    '{"quote":"\\u003c/script\\u003e\\u003cscript\\u003e"}'
    >>> script_json("killed \u202e15") == '"killed \ufffd15"'
    True
    """
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in _IN_SCRIPT:
        plain = plain.replace(char, f"\\u{ord(char):04x}")
    return _UNSHOWN.sub("\ufffd", plain)


_UNSHOWN = re.compile("[\ud800-\udfff\u202d\u202e]")
