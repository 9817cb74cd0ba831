//! XML as a sequence of tags and texts. Only XML's five own entities are resolved, so nothing expands.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::ListError;

/// A piece of XML.
pub(super) enum Node<'a> {
    /// A tag opens; an empty one closes at once.
    Open(Tag<'a>),
    /// The tag of this local name closes.
    Close(String),
    /// Text.
    Text(String),
}

/// An opening tag.
pub(super) struct Tag<'a>(BytesStart<'a>);

pub(super) struct Xml<'a>(Reader<&'a [u8]>);

impl<'a> Xml<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().expand_empty_elements = true;
        Self(reader)
    }

    /// The next piece; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'a>>, ListError> {
        loop {
            let node = match self.0.read_event().map_err(|_| ListError::Damaged)? {
                Event::Eof => return Ok(None),
                Event::Start(tag) | Event::Empty(tag) => Node::Open(Tag(tag)),
                Event::End(tag) => Node::Close(tag.local_name().into_inner().to_owned()),
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(of) => {
                    let plain = of.resolve_char_ref().map_err(|_| ListError::Damaged)?;
                    let named = || match &*of {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    };
                    match plain.or_else(named) {
                        Some(character) => Node::Text(character.to_string()),
                        None => continue,
                    }
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            };
            return Ok(Some(node));
        }
    }
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(super) fn name(&self) -> &str {
        self.0.name().0.rsplit(':').next().unwrap_or_default()
    }

    /// An attribute by its name without the prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let attributes = self.0.attributes().flatten();
        let mut named = attributes.filter(|of| of.key.local_name().into_inner() == name);
        let value = named.next()?.normalized_value(XmlVersion::Implicit1_0);
        value.ok().map(|value| value.into_owned())
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.parse().ok()
    }
}
