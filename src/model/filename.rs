//! How is the name of a file, which may be no text, written as text, so that its bytes are told from it?

/// Stands before the two hexadecimal digits of a byte of a file name that is no text. No name is the same as another's.
pub const LOST: char = char::REPLACEMENT_CHARACTER;

/// Gives a file name as text. The sign for lost bytes is written byte by byte itself, so that each name is told from all others.
pub fn text(name: &[u8]) -> String {
    let mut text = String::new();
    let told = |byte: &u8| format!("{LOST}{byte:02X}");
    for chunk in name.utf8_chunks() {
        for (at, part) in chunk.valid().split(LOST).enumerate() {
            if at > 0 {
                text.extend(LOST.to_string().as_bytes().iter().map(told));
            }
            text.push_str(part);
        }
        text.extend(chunk.invalid().iter().map(told));
    }
    text
}

/// Gives back the bytes of a path whose names [`text`] wrote.
pub fn bytes(path: &str) -> Vec<u8> {
    let mut parts = path.split(LOST);
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        match part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend_from_slice(part.as_bytes()),
        }
    }
    bytes
}

/// Gives the `file:` address of an absolute path: of its bytes those that a URL may not hold are percent-encoded (RFC 8089).
pub fn address(path: &[u8]) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let escaped = path.iter().map(|byte| if is_plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") });
    escaped.fold("file://".to_owned(), |address, part| address + &part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_back_its_bytes() {
        for name in [b"a b.txt".as_slice(), b"odd\xFF.txt", "\u{FFFD}41".as_bytes(), b"\xE9t\xE9", b""] {
            assert_eq!(bytes(&text(name)), name);
        }
        assert_eq!(text(b"odd\xFF.txt"), "odd\u{FFFD}FF.txt");
    }

    #[test]
    fn an_address_is_of_the_bytes_themselves() {
        assert_eq!(address(b"/news/odd\xFF \xC3\xA9%.txt"), "file:///news/odd%FF%20%C3%A9%25.txt");
    }
}
