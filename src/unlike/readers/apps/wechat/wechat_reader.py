"""The reader of WeChat chats as WeFlow and programs like it write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.readable_conversations import readable_conversations

_SESSION: Final = re.compile(rb'"session"\s*:\s*\{')
_ACCOUNT: Final = re.compile(rb'"wxid"\s*:\s*"')
_PROGRAM: Final = re.compile(rb'"weflow"\s*:\s*\{')
_KIND: Final = re.compile('"type"\\s*:\\s*"(?:群聊|私聊)"'.encode())
_SENDER: Final = re.compile(rb'"(?:senderUsername|isSend)"\s*:')


class WeChatReader(Reader):
    """The reader for one chat of WeChat as JSON."""

    name = "wechat"
    title = "WeChat"
    export_description = mark("a .json of WeFlow or a program like it")
    guides = (
        ExportGuide(
            "WeChat",
            mark(
                "WeChat has no export of its own. With a program such as WeFlow, on the computer where WeChat runs: "
                "choose the chat, and JSON as format."
            ),
        ),
    )
    file_names = FileNames(endings=(".json",))

    def recognise(self, export: Export) -> bool:
        """Say whether it is an object with a session of WeChat, and WeFlow's mark or its words for a message."""
        if len(export.files) != 1:
            return False
        head = export.only.head().removeprefix(BYTE_ORDER_MARK)
        if not head.lstrip().startswith(b"{") or not (_SESSION.search(head) and _ACCOUNT.search(head)):
            return False
        return any(pattern.search(head) for pattern in (_PROGRAM, _KIND, _SENDER))

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The one chat in a file.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.wechat.wechat_chat import wechat_conversation

        yield from readable_conversations(export, [wechat_conversation(export, options.progress)], options)
