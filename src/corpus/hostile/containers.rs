//! Cases 48 to 57: compressed files and archives.

use super::super::laws::{FIRST, SECOND, gzip, story_page, warc_record};
use super::{CAPS, Indexed, Refused, Warned, case, within};

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

#[test]
fn bombs_are_cut_where_they_become_one() {
    let zeros = vec![0; 4 << 20];
    let story = [format!("{FIRST}\n\n").as_bytes(), &b"rain fell ".repeat(200_000)].concat();
    for pack in [gzip, zstd] {
        within(CAPS, "48", &pack(&zeros), "a.txt.gz", Refused, &["not text"]);
        within(CAPS, "48", &pack(&story), "a.txt.gz", Warned, &["only the beginning of the file was read", "The mayor"]);
        let nested = pack(&pack(&pack(&pack(&pack(FIRST.as_bytes())))));
        case("50", &nested, "a.gz", Refused, &["a compressed file in a compressed file"]);
        case("52", &pack(b"").repeat(3), "a.gz", Refused, &["holds nothing"]);
        within(CAPS, "52", &pack(b"").repeat(2000), "a.gz", Refused, &["more compressed members than are read"]);
        within(
            CAPS,
            "52",
            &[pack(FIRST.as_bytes()), pack(b"").repeat(2000)].concat(),
            "a.gz",
            Warned,
            &["more compressed members"],
        );
    }
    // A member of a web archive too: the records before and behind it are read.
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", story_page());
    let good = gzip(&warc_record("response", "a", page.as_bytes()));
    let bomb = gzip(&warc_record(
        "response",
        "b",
        &b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Rain fell.</p>".repeat(60_000),
    ));
    let (articles, _) =
        within(CAPS, "48 archive", &[good.clone(), bomb, good].concat(), "a.warc.gz", Warned, &["was not read to its end"]);
    assert_eq!(articles.len(), 3);
}

#[test]
fn a_long_record_is_kept_in_its_beginning_alone_and_the_ones_behind_it_are_read() {
    let response = |body: &str| {
        let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}<p>{body}</p>", story_page());
        warc_record("response", "a", page.as_bytes())
    };
    let noise: String = (0..60_000u32).map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761))).collect();
    let (good, long) = (response("Rain fell."), response(&noise));
    assert!(long.len() > CAPS.member_bytes && long.len() < CAPS.unpacked_bytes);
    for pack in [gzip, zstd] {
        let archive = [pack(&good), pack(&long), pack(&good)].concat();
        let told = ["longer than what is read of one record"];
        let (articles, skipped) = within(CAPS, "48 long", &archive, "a.warc.gz", Warned, &told);
        assert_eq!((articles.len(), skipped.len()), (3, 0));
    }
    let (articles, skipped) =
        within(CAPS, "48 long", &[good.clone(), long, good].concat(), "a.warc", Warned, &["bytes of its body of"]);
    assert_eq!((articles.len(), skipped.len()), (3, 0));
}

#[test]
fn members_of_an_archive_and_kinds_of_its_records_are_as_many_as_records_may_be() {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", story_page());
    let good = gzip(&warc_record("response", "a", page.as_bytes()));
    let archive = [good.clone(), gzip(b"").repeat(2 * CAPS.records), good].concat();
    let (articles, _) = within(CAPS, "52 archive", &archive, "a.warc.gz", Warned, &["of too many members"]);
    assert_eq!(articles.len(), 1);
    let odd = "HTTP/1.1 200 OK\r\nContent-Type: <script>alert('x')</script>\r\n\r\nRain fell.";
    let (_, skipped) = case("markup", &warc_record("response", "a", odd.as_bytes()), "a.warc", Refused, &[]);
    assert_eq!(skipped[0].reason, "1 record: (unreadable), no page and no text");
    let odd = (0..3000).map(|n| format!("HTTP/1.1 200 OK\r\nContent-Type: x/{n}\r\n\r\nRain fell."));
    let archive: Vec<u8> = odd.flat_map(|record| warc_record("response", "a", record.as_bytes())).collect();
    let (_, skipped) = case("kinds", &archive, "a.warc", Refused, &["2000 records: of other kinds"]);
    assert_eq!(skipped.len(), 1001);
}

#[test]
fn archives_of_files_are_told_and_nothing_of_them_is_opened() {
    // Cases 49 to 51, 53 and 54: 42.zip, zip quines, overlapping and encrypted members, members named `../../evil`. No
    // member of any archive is looked at, so that none of it can harm.
    let mut zip = b"PK\x03\x04\x14\0\x01\0\x08\0".to_vec();
    zip.extend(b"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x0a\0\0\0../../evil");
    case("49", &zip, "42.zip", Refused, &["unpack it"]);
    let mut tar = vec![0; 1024];
    tar[..10].copy_from_slice(b"../../evil");
    tar[257..262].copy_from_slice(b"ustar");
    case("53", &tar, "a.tar", Refused, &["unpack it"]);
    case("53", &gzip(&tar), "a.tar.gz", Refused, &["unpack it"]);
    case("54", b"%PDF-1.7\n/Encrypt", "a.pdf", Refused, &["PDF"]);
    for magic in [b"7z\xBC\xAF".as_slice(), b"Rar!", b"BZh9", b"\xFD7zXZ", b"\x04\x22\x4D\x18"] {
        case("other", magic, "a.txt", Refused, &["unpack it"]);
    }
}

#[test]
fn members_are_joined_and_damaged_ones_give_their_beginning() {
    let text = format!("{FIRST}\n\n{SECOND}\n\n").repeat(40);
    for pack in [gzip, zstd] {
        let both = [pack(format!("{FIRST}\n\n").as_bytes()), pack(SECOND.as_bytes())].concat();
        case("55", &both, "a.txt.gz", Indexed, &["The mayor", "I have heard"]);
        case("57", &pack(text.as_bytes()), "a.txt", Indexed, &["The mayor"]);
    }
    case(
        "55 both",
        &[gzip(format!("{FIRST}\n\n").as_bytes()), zstd(SECOND.as_bytes())].concat(),
        "a",
        Indexed,
        &["I have heard"],
    );
    let noise: String = (0..40_000u32).map(|n| format!("{:x} ", n.wrapping_mul(2_654_435_761))).collect();
    let mut whole = gzip(format!("{text}{noise}").as_bytes());
    case("56", &whole[..whole.len() / 2], "a.gz", Warned, &["its end is missing or damaged", "The mayor"]);
    let crc = whole.len() - 8;
    whole[crc] ^= 1;
    case("56", &whole, "a.gz", Warned, &["its end is missing or damaged", "The mayor"]);
    case("57", text.as_bytes(), "a.txt.gz", Indexed, &["The mayor"]);
}

#[test]
fn every_format_is_read_in_every_packing() {
    let page = story_page();
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let record = warc_record("response", "a", http.as_bytes());
    let line = serde_json::json!({"title": "Mayor of Linden resigns", "text": FIRST}).to_string();
    for pack in [gzip, zstd] {
        case("html", &pack(page.as_bytes()), "a.html.zst", Indexed, &["Mayor of Linden resigns"]);
        case("md", &pack(format!("# Mayor of Linden resigns\n\n{FIRST}").as_bytes()), "a.md.zst", Indexed, &["Mayor of"]);
        assert_eq!(case("jsonl", &pack(format!("{line}\n{line}").as_bytes()), "a.jsonl.gz", Indexed, &[]).0.len(), 2);
        let members = [pack(&record), pack(&record)].concat();
        let (articles, _) = case("warc", &members, "a.warc.zst", Indexed, &["Mayor of Linden resigns"]);
        let offset = pack(&record).len() as u64;
        assert!(matches!(articles[1].record, Some(crate::model::article::Record::Warc { offset: at, .. }) if at == offset));
        let (articles, _) = case("warc in one", &pack(&record.repeat(2)), "a.warc.gz", Indexed, &[]);
        let offset = record.len() as u64;
        assert!(matches!(articles[1].record, Some(crate::model::article::Record::Warc { offset: at, .. }) if at == offset));
    }
}
