//! Cases 1 to 15: encodings.

use super::super::laws::{FIRST, SECOND, warc_record};
use super::{Indexed, Refused, Warned, case};
use crate::model::normal::words;
use crate::model::span::Span;

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

fn encoded(text: &str, charset: &str) -> Vec<u8> {
    encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap().encode(text).0.into_owned()
}

#[test]
fn byte_order_marks_and_wide_characters_are_read() {
    case("1", b"", "a.txt", Refused, &["empty"]);
    let (articles, _) = case("2", format!("\u{FEFF}{FIRST}").as_bytes(), "a.txt", Indexed, &["The mayor"]);
    assert_eq!(articles[0].map.pieces(Span::new(0, 3)), [Span::new(3, 6)]);
    let story = format!("Mayor resigns\n\n{FIRST}\n\n{SECOND}");
    case("3", &utf16(&format!("\u{FEFF}{story}"), u16::to_le_bytes), "a.txt", Indexed, &["“I have heard"]);
    case("4", &utf16(&story, u16::to_be_bytes), "a.txt", Warned, &["UTF-16BE", "“I have heard"]);
    let utf32 = |text: &str| text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect::<Vec<u8>>();
    case("5", &utf32(&format!("\u{FEFF}{story}")), "a.txt", Indexed, &["“I have heard"]);
    case("5 without mark", &utf32(&story), "a.txt", Warned, &["UTF-32LE", "“I have heard"]);
    case("5 page", &utf32(&format!("\u{FEFF}<html><p>{FIRST}</p><p>{SECOND}")), "a.html", Indexed, &["“I have heard"]);
}

#[test]
fn bytes_of_other_charsets_are_read_or_marked() {
    let story = format!("{FIRST}\n\n{SECOND} The price is 5 € and it’s final.");
    let (articles, _) = case("6", &encoded(&story, "windows-1252"), "a.txt", Indexed, &["“I have heard", "5 € and it’s"]);
    let forms = |text: &str| words(text).map(|word| word.form).collect::<Vec<_>>();
    assert_eq!(forms(&articles[0].text), forms(&story), "the same words as the UTF-8 twin");
    let mixed = [format!("{SECOND} {SECOND} ").as_bytes(), b"it\x92s caf\xE9 time, she said."].concat();
    case("7", &mixed, "a.txt", Warned, &["2 characters cannot be decoded as UTF-8"]);
    let broken = [SECOND.repeat(4).as_bytes(), b" \xC0\xAF \x80 \xED\xA0\x80 ", SECOND.as_bytes(), b" \xE2\x80"].concat();
    case("8", &broken, "a.txt", Warned, &["cannot be decoded as UTF-8"]);
}

#[test]
fn of_stated_charsets_the_mark_counts_first_then_the_transport_then_the_page() {
    let page = |charset: &str| format!("<html><head><meta charset={charset}></head><body><p>{FIRST}</p><p>{SECOND} Café.</p>");
    let marked = [b"\xEF\xBB\xBF", page("windows-1251").as_bytes()].concat();
    case("9 mark", &marked, "a.html", Indexed, &["“I have heard", "Café"]);
    let http = |charset: &str, body: &[u8]| {
        [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset={charset}\r\n\r\n").as_bytes(), body].concat()
    };
    let body = encoded(&page("windows-1251"), "windows-1252");
    let (articles, _) =
        case("9 header", &warc_record("response", "a", &http("windows-1252", &body)), "a.warc", Indexed, &["Café"]);
    assert_eq!(articles[0].charset, "windows-1252");
    case("9 page", &encoded(&page("windows-1252"), "windows-1252"), "a.html", Indexed, &["Café"]);
    // Whatever is said of it, a page of UTF-8 is read as that; its words are evidence.
    let lie = page("iso-8859-1");
    let (articles, _) = case("9 lie", lie.as_bytes(), "a.html", Warned, &["Café"]);
    assert_eq!((articles[0].charset.as_str(), articles[0].notices.len()), ("UTF-8", 1), "{:?}", articles[0].notices);
    case("9 lie of a server", &warc_record("response", "a", &http("iso-8859-1", lie.as_bytes())), "a.warc", Warned, &["Café"]);
}

#[test]
fn zero_bytes_in_text_are_told_and_what_follows_is_read() {
    let text = format!("{FIRST}\0 {SECOND}\n\nAfter\0wards she left.");
    case("10", text.as_bytes(), "a.txt", Warned, &["2 NUL characters", "wards she left"]);
    case("11", &vec![0; 1 << 20], "a.txt", Refused, &["not text"]);
    case("12", b"\x7FELF\x02\x01\x01\0\0\0\0\0", "a.txt", Refused, &["not text"]);
    case("12", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a.txt", Refused, &["image"]);
}

#[test]
fn all_line_ends_end_lines_and_their_numbers_are_right() {
    for (ends, line) in [("\r", 3), ("\r\n", 3), ("\n", 3), ("\u{2028}", 1), ("\u{B}", 1), ("\u{C}", 1)] {
        let text = format!("Mayor resigns{ends}{ends}{FIRST}{ends}{SECOND}");
        let (articles, _) = case("13", text.as_bytes(), "a.txt", Indexed, &[]);
        let article = &articles[0];
        let first = article.blocks.iter().find(|block| block.span.of(&article.text) == FIRST).expect("it is a block");
        let pieces = article.map.pieces(first.span);
        assert_eq!(article.lines_of(pieces[0]), Some((line, line)), "{ends:?}");
    }
    case("13 mixed", format!("Mayor resigns\r{FIRST}\r\n{SECOND}\n{FIRST}").as_bytes(), "a.txt", Indexed, &[]);
}

#[test]
fn letters_are_found_however_they_are_composed() {
    let text = format!("{FIRST} Cafe\u{301} Café ２０３１");
    let (articles, _) = case("14", text.as_bytes(), "a.txt", Indexed, &["Cafe\u{301}"]);
    let forms: Vec<String> = words(&articles[0].text).map(|word| word.form).collect();
    assert_eq!(forms[forms.len() - 3..], ["cafe", "cafe", "2031"]);
}

#[test]
fn charsets_of_other_scripts_are_guessed_and_the_guess_is_told() {
    let russian = "Мэр города подал в отставку в понедельник после недели протестов против цены на воду, сказала она журналистам у ратуши.";
    case("15", &encoded(russian, "koi8-r"), "a.txt", Warned, &["KOI8", "Мэр города"]);
    let chinese = "市长在星期一辞职，此前市民因水价抗议了一个星期。她在市政厅外对记者说：“我听到了人民的声音。”数百人聚集在那里等待消息，警方表示现场秩序良好。";
    case("15", &encoded(chinese, "gb18030"), "a.txt", Warned, &["市长在星期一辞职"]);
    // A stretch of ISO-2022-JP means nothing without the escape before it: cut out, it could not be shown again (law 2).
    case("15", b"\x1B$B;TD9\x1B(B resigned", "a.txt", Refused, &["ISO-2022-JP", "save it as UTF-8"]);
    case("15", b"<html><meta charset=iso-2022-jp><p>\x1B$B;TD9\x1B(B resigned", "a.html", Refused, &["ISO-2022-JP"]);
}
