//! What is the engine given of a document? A card: its fields with their values, which are moved onto it and not copied.

use std::iter::{Empty, Map};
use std::slice::Iter;
use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

/// Values of a passage without names, about: a card that grows is copied each time.
const VALUES: usize = 12;

/// The fields of a document with their values.
#[derive(Debug)]
pub(super) struct Card(Vec<(Field, Written)>);

/// A value as a card holds it.
#[derive(Debug)]
pub(super) enum Written {
    Number(u64),
    Moment(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Card {
    /// Begins a card.
    pub(super) fn new() -> Self {
        Card(Vec::with_capacity(VALUES))
    }

    /// Gives the bytes of its values.
    pub(super) fn bytes(&self) -> usize {
        let of = |value: &Written| match value {
            Written::Number(_) | Written::Moment(_) => 0,
            Written::Text(text) => text.len(),
            Written::Bytes(bytes) => bytes.len(),
        };
        self.0.iter().map(|(_, value)| size_of::<(Field, Written)>() + of(value)).sum()
    }

    /// Adds a value; a field may have several.
    pub(super) fn add(&mut self, field: Field, value: impl Into<Written>) {
        self.0.push((field, value.into()));
    }
}

impl From<u64> for Written {
    fn from(number: u64) -> Self {
        Written::Number(number)
    }
}

impl From<i64> for Written {
    fn from(moment: i64) -> Self {
        Written::Moment(moment)
    }
}

impl From<&str> for Written {
    fn from(text: &str) -> Self {
        Written::Text(text.to_owned())
    }
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Written::Text(text)
    }
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Written::Bytes(bytes)
    }
}

impl Document for Card {
    type Value<'a> = &'a Written;
    type FieldsValuesIter<'a> = Map<Iter<'a, (Field, Written)>, fn(&'a (Field, Written)) -> (Field, &'a Written)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.0.iter().map(|(field, value)| (*field, value))
    }
}

impl<'a> Value<'a> for &'a Written {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Written::Number(number) => ReferenceValueLeaf::U64(*number),
            Written::Moment(moment) => ReferenceValueLeaf::I64(*moment),
            Written::Text(text) => ReferenceValueLeaf::Str(text),
            Written::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
        })
    }
}
