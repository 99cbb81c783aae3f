"""Sound: MP3, AAC, Ogg with Opus or Vorbis, WAV."""

from typing import BinaryIO, Final

from .formats import AAC, MP3, OGG, WAV, BadFile, Format

_SOUGHT: Final = 1 << 16  # bytes in which the first frame stands
_ID3_HEAD: Final = 10
# Bits in a second, in thousands, and samples in a second of layer III; ISO 11172-3, 2.4.2.3.
_RATES_1: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES: Final = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_OGG_CODECS: Final = (b"OpusHead", b"\x01vorbis")
_WAV_CODECS: Final = (1, 3, 0xFFFE)  # samples as they are, whole or floating


def ogg(head: bytes) -> Format:
    """By what the first page begins: RFC 3533, RFC 7845."""
    packet = 27 + head[26] if len(head) > 27 else 0
    if not head[packet:].startswith(_OGG_CODECS):
        raise BadFile("codec")
    return OGG


def wav(head: bytes) -> Format:
    """By its chunk ``fmt``, which may stand behind others."""
    at = head.find(b"fmt ")
    if at < 0:
        raise BadFile("format")
    if int.from_bytes(head[at + 8 : at + 10], "little") not in _WAV_CODECS:
        raise BadFile("codec")
    return WAV


def frames(file: BinaryIO, head: bytes) -> Format | None:
    """MP3 or AAC as a row of frames, behind tags (ID3v2) or not; None for what is neither."""
    start = _after_tags(head)
    file.seek(start)
    data = file.read(_SOUGHT)
    is_tagged = start > 0
    for at in range(len(data) - 4 if is_tagged else min(1, len(data))):
        if data[at] != 0xFF:
            continue
        for format, length in ((MP3, _mp3_frame(data, at)), (AAC, _aac_frame(data, at))):
            after = at + length
            if length and (after == len(data) or data[after : after + 2] == data[at : at + 2]):
                return format
    return None


def _after_tags(head: bytes) -> int:
    if not head.startswith(b"ID3") or len(head) < _ID3_HEAD:
        return 0
    size = 0
    for seven_bits in head[6:10]:
        size = size << 7 | seven_bits & 0x7F
    return _ID3_HEAD + size


def _mp3_frame(data: bytes, at: int) -> int:
    """Length in bytes of the frame of layer III at ``at``; 0 where there is none."""
    second, third = data[at + 1], data[at + 2]
    version, layer = second >> 3 & 3, second >> 1 & 3
    rate, sampling = third >> 4, third >> 2 & 3
    if second >> 5 != 7 or layer != 1 or version == 1 or rate in (0, 15) or sampling == 3:
        return 0
    is_first = version == 3
    bits = (_RATES_1 if is_first else _RATES_2)[rate] * 1000
    return (144 if is_first else 72) * bits // _SAMPLES[version][sampling] + (third >> 1 & 1)


def _aac_frame(data: bytes, at: int) -> int:
    """Length in bytes of the ADTS frame at ``at``, ISO 14496-3, 1.A.2.2; 0 where there is none."""
    if data[at + 1] & 0xF6 != 0xF0 or len(data) < at + 7:
        return 0
    return (data[at + 3] & 3) << 11 | data[at + 4] << 3 | data[at + 5] >> 5
