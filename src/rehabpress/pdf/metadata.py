"""What a PDF says about itself: title, author, language, date, and that it is PDF/UA-1."""

from __future__ import annotations

from html import escape

from rehabpress.support.pdf_syntax import string
from rehabpress.typeset.document import DocumentInfo

PRODUCER = "rehabpress"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def xmp(info: DocumentInfo) -> bytes:
    """The metadata as XMP."""
    creator = f"<dc:creator><rdf:Seq><rdf:li>{escape(info.author, quote=False)}</rdf:li></rdf:Seq></dc:creator>\n" if info.author else ""
    values = {"title": escape(info.title, quote=False), "language": escape(info.language, quote=False), "producer": PRODUCER}
    return _XMP.format(creator=creator, date=info.date.isoformat(), **values).encode()


def dictionary(info: DocumentInfo) -> str:
    """The document information dictionary, for readers that do not look at XMP."""
    date = f"(D:{info.date:%Y%m%d}000000Z)"
    author = f"/Author{string(info.author)}" if info.author else ""
    return f"<</Title{string(info.title)}{author}/Producer({PRODUCER})/CreationDate{date}/ModDate{date}>>"
