//! Which characters do the character references of HTML and Markdown stand for?

use std::borrow::Cow;

/// Longest name that may stand without a semicolon, by the HTML standard (`&frac12`).
const LEGACY_NAME: usize = 6;

/// Longest name there is, by the HTML standard (`&CounterClockwiseContourIntegral;`).
const NAME: usize = 31;

/// Reads the reference at the start of `source`, a `&`: its length and what it stands for.
pub(super) fn reference(source: &str) -> Option<(usize, Cow<'_, str>)> {
    let bytes = source.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return numeric(source);
    }
    let name = bytes[1..].iter().take(NAME).take_while(|b| b.is_ascii_alphanumeric()).count();
    if name == 0 {
        return None;
    }
    if bytes.get(1 + name) == Some(&b';') {
        let whole = &source[..name + 2];
        let found = htmlize::unescape(whole);
        // `&notit;` is `¬it;`: a name without a semicolon, and more. No character that a name stands for is followed by `;`.
        if found != whole && !found.ends_with(';') || whole == "&semi;" {
            return Some((whole.len(), found));
        }
    }
    (2..=name.min(LEGACY_NAME)).rev().find_map(|len| {
        let part = &source[..len + 1];
        let found = htmlize::unescape(part);
        (found != part && is_whole(&found)).then_some((part.len(), found))
    })
}

/// Tells whether a name was resolved to its end: names without semicolon stand for one character.
fn is_whole(found: &str) -> bool {
    found.chars().count() == 1
}

/// Reads a reference by number at the start of `source`, a `&`.
pub(super) fn numeric(source: &str) -> Option<(usize, Cow<'_, str>)> {
    let bytes = source.as_bytes();
    if bytes.get(1) != Some(&b'#') {
        return None;
    }
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let start = if hex { 3 } else { 2 };
    let digit = |b: &u8| if hex { b.is_ascii_hexdigit() } else { b.is_ascii_digit() };
    let digits = bytes[start..].iter().take_while(|b| digit(b)).count();
    if digits == 0 {
        return None;
    }
    let end = start + digits + usize::from(bytes.get(start + digits) == Some(&b';'));
    Some((end, htmlize::unescape(&source[..end])))
}

/// Resolves all references of a text.
pub(super) fn resolve(source: &str) -> Cow<'_, str> {
    if !source.contains('&') {
        return Cow::Borrowed(source);
    }
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((len, found)) => {
                text.push_str(&found);
                rest = &rest[len..];
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved_as_a_browser_does() {
        assert_eq!(
            resolve("AT&T &amp; Caf&eacute; &#8220;x&#x201D; &lt;b&gt; &notit; &notin; &copy2031"),
            "AT&T & Café “x” <b> ¬it; ∉ ©2031"
        );
        assert_eq!(resolve("&#; &#x; & &; &unknown; &semi;"), "&#; &#x; & &; &unknown; ;");
        assert_eq!(resolve("&ampamp; &amp"), "&amp; &");
    }
}
