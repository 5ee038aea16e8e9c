"""WeChat: chats as WeFlow and programs like it write them."""

from unlike.readers.apps.wechat.wechat_reader import WeChatReader

__all__ = ["WeChatReader"]
