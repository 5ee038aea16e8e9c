"""Chats that KakaoTalk exports: texts of phones and Windows, tables of the Mac."""

from unlike.readers.apps.kakaotalk.kakaotalk_reader import KakaoTalkReader

__all__ = ["KakaoTalkReader"]
