//! What is kept of a document, read so that no length in it is believed?
//!
//! tantivy reads a stored document by making room for as many bytes as it says that a value has; where a disk flipped a bit of
//! that, the room cannot be had, and the process is ended. No checksum covers a single document, so that its bytes are taken
//! apart here: the number of values, then of each its field (four bytes, least first), its type (0 text, 4 bytes) and its length.
//! Numbers of values and lengths are seven bits a byte, least first, the last byte with the eighth bit.

use super::matching::unreadable;
use crate::error::Result;
use std::io;
use std::ops::Range;
use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;

const TEXT: u8 = 0;
const BYTES: u8 = 4;

/// The bit of the last byte of a number.
const LAST: u8 = 0x80;

/// The stored values of a document.
pub(super) struct Kept {
    bytes: OwnedBytes,
    values: Vec<(Field, Range<usize>)>,
}

impl Kept {
    /// Takes apart what the store gives of a document.
    ///
    /// # Errors
    /// Where it is no document with texts and bytes alone.
    pub(super) fn new(bytes: OwnedBytes) -> Result<Kept> {
        let values = values(&bytes).ok_or_else(|| unreadable(io::Error::from(io::ErrorKind::InvalidData)))?;
        Ok(Kept { bytes, values })
    }

    /// Gives the first value of a field; nothing where there is none.
    pub(super) fn first(&self, field: Field) -> &[u8] {
        self.values.iter().find(|(of, _)| *of == field).map_or(&[], |(_, range)| &self.bytes[range.clone()])
    }
}

fn values(bytes: &[u8]) -> Option<Vec<(Field, Range<usize>)>> {
    let mut at = 0;
    let mut values = Vec::new();
    for _ in 0..number(bytes, &mut at)? {
        let (field, rest) = bytes.get(at..)?.split_first_chunk::<4>()?;
        if !matches!(*rest.first()?, TEXT | BYTES) {
            return None;
        }
        at += field.len() + 1;
        let length = number(bytes, &mut at)?;
        let range = at..at.checked_add(length).filter(|end| *end <= bytes.len())?;
        at = range.end;
        values.push((Field::from_field_id(u32::from_le_bytes(*field)), range));
    }
    (at == bytes.len()).then_some(values)
}

/// Reads a number at a place, and moves the place behind it.
fn number(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let mut number = 0_u64;
    for shift in (0..u64::BITS).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= u64::from(byte & !LAST).checked_shl(shift)?;
        if byte & LAST != 0 {
            return usize::try_from(number).ok();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::schema::{STORED, SchemaBuilder};
    use tantivy::{Index, TantivyDocument};

    /// Gives the stored bytes of a document with a text and bytes, and the fields of the two.
    fn stored(text: &str, blob: &[u8]) -> (OwnedBytes, Field, Field) {
        let mut builder = SchemaBuilder::new();
        let (texts, blobs) = (builder.add_text_field("text", STORED), builder.add_bytes_field("blob", STORED));
        let index = Index::create_in_ram(builder.build());
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 15 << 20).unwrap();
        let mut document = TantivyDocument::new();
        document.add_bytes(blobs, blob);
        document.add_text(texts, text);
        writer.add_document(document).unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        let store = searcher.segment_reader(0).get_store_reader(1).unwrap();
        (store.get_document_bytes(0).unwrap(), texts, blobs)
    }

    #[test]
    fn what_was_stored_is_read() {
        for length in [0, 1, 127, 128, 20_000] {
            let (text, blob) = ("é".repeat(length), vec![0x80; length]);
            let (bytes, texts, blobs) = stored(&text, &blob);
            let kept = Kept::new(bytes).unwrap();
            assert_eq!((kept.first(texts), kept.first(blobs)), (text.as_bytes(), &blob[..]));
        }
    }

    #[test]
    fn no_length_is_believed() {
        let (bytes, _, _) = stored("The dam is safe.", &[7; 300]);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut damaged = bytes.to_vec();
                damaged[at] ^= 1 << bit;
                // What is not refused has no more than there is.
                drop(Kept::new(OwnedBytes::new(damaged)));
            }
            assert!(Kept::new(OwnedBytes::new(bytes[..at].to_vec())).is_err());
        }
        assert!(Kept::new(OwnedBytes::new(vec![0x7f; 12])).is_err());
    }
}
