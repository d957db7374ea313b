//! Cases 36 to 47: records of JSONL files and of web archives.

use super::super::laws::{FIRST, SECOND, gzip, story_page, warc_record};
use super::{Indexed, Refused, Warned, case};

fn lines(lines: &[&str]) -> Vec<u8> {
    lines.join("\n").into_bytes()
}

fn good() -> String {
    serde_json::json!({"title": "Mayor resigns", "text": format!("{FIRST}\n\n{SECOND}")}).to_string()
}

#[test]
fn lines_that_are_no_json_cost_no_others() {
    let good = good();
    let half = good.len() / 2;
    let told = format!("not valid JSON in line 2, column {half}: it ends in the middle; mend the file there");
    case("36", &lines(&[&good, &good[..half]]), "a.jsonl", Warned, &[&told]);
    let pretty = format!("{{\"title\": \"Mayor resigns\",\n \"text\": \"{FIRST}\",\n \"x\": tru}}");
    let told = "not valid JSON in line 3, column 10: expected ident; mend the file there";
    case("36", pretty.as_bytes(), "a.json", Refused, &[told]);
    let deep = format!("{{\"text\": \"{FIRST}\", \"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    case("37", &lines(&[&good, &deep]), "a.jsonl", Warned, &["more than 128 lists"]);
    let open = format!("{{\"text\": \"{FIRST}\", \"x\": {}", "{\"x\":".repeat(100_000));
    case("37", &lines(&[&good, &open]), "a.jsonl", Warned, &["not valid JSON"]);
    let (articles, _) = case(
        "38",
        format!("{{\"text\": \"one\", \"title\": \"a\", \"text\": \"{FIRST}\"}}").as_bytes(),
        "a.jsonl",
        Warned,
        &["JSON member text stands more than once"],
    );
    assert!(articles[0].text.contains(FIRST));
}

#[test]
fn numbers_and_half_characters_are_kept_or_told() {
    for number in ["1e400", "-0", "18446744073709551616", "123456789012345678901234567890"] {
        let line = format!("{{\"id\": {number}, \"text\": \"{FIRST}\"}}");
        let (articles, _) = case("39", line.as_bytes(), "a.jsonl", Indexed, &[]);
        assert!(format!("{:?}", articles[0].record).contains(number), "a number is kept as it is written");
    }
    case("39", format!("{{\"id\": NaN, \"text\": \"{FIRST}\"}}").as_bytes(), "a.jsonl", Refused, &["not valid JSON"]);
    let line = format!("{{\"text\": \"{FIRST} \\ud800 and \\udc00\\ud800.\"}}");
    case("40", line.as_bytes(), "a.jsonl", Warned, &["3 escapes are half", "\u{FFFD}"]);
}

#[test]
fn paths_and_links_are_words_and_impossible_dates_are_none() {
    for url in ["../../x", "file:///etc/passwd", "javascript:alert(1)"] {
        let line = serde_json::json!({"url": url, "path": url, "text": FIRST}).to_string();
        let (articles, _) = case("41", line.as_bytes(), "news/a.jsonl", Indexed, &[]);
        assert_eq!(articles[0].url.as_ref().unwrap().value, url);
        assert_eq!(articles[0].source.as_ref().unwrap().origin, "folder", "no source is made of it");
    }
    for date in ["0000-00-00", "9999999", "2031-02-31", "31 Feb 2031"] {
        let line = serde_json::json!({"date": date, "text": FIRST}).to_string();
        let (articles, _) = case("42", line.as_bytes(), "a.jsonl", Warned, &["no date that can be told"]);
        assert!(articles[0].published.is_none());
    }
}

#[test]
fn lists_of_objects_and_objects_over_many_lines_are_read_where_they_stand() {
    let pretty = serde_json::to_string_pretty(&serde_json::json!([
        {"id": "a", "title": "Mayor resigns", "text": FIRST},
        {"id": "b", "title": "He said {no}", "text": SECOND},
    ]))
    .unwrap();
    let (articles, _) = case("list", pretty.as_bytes(), "a.json", Indexed, &[]);
    assert_eq!(articles.len(), 2);
    let body = articles[1].blocks[1].span;
    assert_eq!(articles[1].lines_of(articles[1].map.pieces(body)[0]), Some((9, 9)));
    let packed = serde_json::to_string(&serde_json::from_str::<serde_json::Value>(&pretty).unwrap()).unwrap();
    assert_eq!(case("list", &gzip(packed.as_bytes()), "a.json.gz", Indexed, &[]).0.len(), 2);
    let stream = pretty.trim_matches(['[', ']', '\n']).replace("},\n", "}\n");
    assert_eq!(case("stream", stream.trim().as_bytes(), "a.json", Indexed, &[]).0.len(), 2);
    case(
        "list",
        format!("[{{\"text\": \"{FIRST}\"}}, 7, {{\"text\": \"open").as_bytes(),
        "a.json",
        Warned,
        &["not valid JSON"],
    );
    case("list", b"[1, 2]", "a.json", Refused, &["holds no objects"]);
    case("list", b"[[[[", "a.json", Refused, &["holds no objects"]);
}

#[test]
fn html_in_json_is_read_as_html_through_both_escapes() {
    let body = format!(
        "<h2>What she said</h2>\n<p>{FIRST} <a href=\"/x\">Caf&eacute;</a> &amp; \u{201C}more\u{201D}.</p><script>alert(1)</script><p>{SECOND}<br/>R\u{e4}in&nbsp;fell</p>\n<ul><li><a href='/y'>Read this</a></li></ul>"
    );
    let line =
        serde_json::json!({"title": "Mayor &#8216;resigns&#8217; &amp; goes", "text": body, "date": "2031-03-03"}).to_string();
    let escaped: String =
        line.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) }).collect();
    for line in [line.clone(), escaped.replace('/', "\\/").replace("<", "\\u003c").replace('&', "\\u0026")] {
        let (articles, _) = case("html in json", line.as_bytes(), "a.jsonl", Indexed, &["Café & “more”.", "Räin fell"]);
        assert!(!articles[0].text.contains("alert") && !articles[0].text.contains('<'));
        assert_eq!(articles[0].title.as_ref().unwrap().value, "Mayor ‘resigns’ & goes");
    }
    let told =
        serde_json::json!({"text": format!("{FIRST} It is true that 3 < 4 and a <b> is a tag &amp; no more.")}).to_string();
    let companies =
        serde_json::json!({"text": format!("{FIRST} Alder Corp <ALD> and <British Alder> form <Alder Defence>.")}).to_string();
    case("no html", companies.as_bytes(), "a.jsonl", Indexed, &["Alder Corp <ALD> and <British Alder> form <Alder Defence>."]);
    case("no html", told.as_bytes(), "a.jsonl", Indexed, &["3 < 4 and a <b> is a tag &amp; no more"]);
}

#[test]
fn records_that_lie_about_their_length_end_before_the_next() {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", story_page());
    let records = [warc_record("response", "a", page.as_bytes()), warc_record("response", "b", page.as_bytes())].concat();
    let stated = format!("Content-Length: {}\r\n\r\nHTTP", page.len());
    for lie in ["5", "99999999", "-1", "9223372036854775808", "x"] {
        let file =
            String::from_utf8(records.clone()).unwrap().replacen(&stated, &format!("Content-Length: {lie}\r\n\r\nHTTP"), 1);
        let (articles, _) = case("43", file.as_bytes(), "a.warc", Warned, &["its record states a length of"]);
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[0].digest, articles[1].digest);
        let member = gzip(file.as_bytes());
        assert_eq!(case("43 packed", &member, "a.warc.gz", Warned, &["a length of"]).0.len(), 2);
    }
    let cut = &records[..records.len() - 200];
    assert_eq!(case("44", cut, "a.warc", Warned, &["its record states a length"]).0.len(), 2);
    let noise = [warc_record("response", "a", page.as_bytes()), b"noise\r\n".to_vec(), records.clone()].concat();
    assert_eq!(case("44", &noise, "a.warc", Warned, &["its record states a length"]).0.len(), 3);
    let middle =
        [gzip(&records[..records.len() / 2]), b"noise between members".to_vec(), gzip(&records[records.len() / 2..])].concat();
    case("44 packed", &middle, "a.warc.gz", Warned, &["cannot be unfolded"]);
}

#[test]
fn addresses_of_records_are_words() {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>{FIRST}</p><p>{SECOND}");
    let record = String::from_utf8(warc_record("response", "a", page.as_bytes())).unwrap();
    let odd = record.replace("https://linden.example/a", "https://linden.example/\x1b[2J\r\n continued");
    let (articles, _) = case("45", odd.as_bytes(), "a.warc", Indexed, &[]);
    assert_eq!(articles[0].url.as_ref().unwrap().value, "https://linden.example/\x1b[2Jcontinued", "the faces escape it");
    let twice = [record.clone(), record.replace("<a>", "<b>")].concat();
    let (articles, _) = case("47", twice.as_bytes(), "a.warc", Indexed, &[]);
    assert!(articles.len() == 2 && articles[0].url == articles[1].url && articles[0].record != articles[1].record);
}

#[test]
fn bodies_are_unpacked_as_they_are_packed() {
    let page = story_page();
    let http = |encoding: &str, body: &[u8]| {
        let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n");
        warc_record("response", "a", &[head.as_bytes(), body].concat())
    };
    let title = &["Mayor of Linden resigns"];
    let packed = gzip(page.as_bytes());
    case("46", &http("gzip", &packed), "a.warc", Indexed, title);
    case("46", &http("zstd", &zstd::encode_all(page.as_bytes(), 3).unwrap()), "a.warc", Indexed, title);
    let long = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Long: {}\r\n\r\n{page}", "x ".repeat(40_000));
    case("46 headers", &warc_record("response", "a", long.as_bytes()), "a.warc", Warned, &["headers are longer than 64 KiB"]);
    // What the header says of a body that was stored unpacked is passed over.
    case("46", &http("gzip", page.as_bytes()), "a.warc", Indexed, title);
    case("46", &http("br", page.as_bytes()), "a.warc", Indexed, title);
    case("46", &http("gzip", &packed[..packed.len() - 300]), "a.warc", Warned, &["not read to its end"]);
    case("46", &http("br", &packed), "a.warc", Refused, &["packed as br"]);
    case("46", &http("compress", &packed), "a.warc", Refused, &["packed as compress"]);
    let chunks = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{page}",
        page.len() + 50
    );
    case("46", &warc_record("response", "a", chunks.as_bytes()), "a.warc", Warned, &["a chunk is missing"]);
}

#[test]
fn every_kind_of_record_is_an_article_or_told() {
    let mut file = Vec::new();
    for kind in ["warcinfo", "request", "metadata", "revisit", "continuation", "nonsense"] {
        file.extend(warc_record(kind, kind, b"x: y"));
    }
    let plain = |kind: &str, media: &str, body: &str| {
        let record = String::from_utf8(warc_record(kind, media, body.as_bytes())).unwrap();
        record.replace("application/http; msgtype=response", media).into_bytes()
    };
    file.extend(plain("resource", "text/html", &story_page()));
    file.extend(plain("conversion", "text/plain", &format!("{FIRST}\n\n{SECOND}")));
    file.extend(plain("resource", "image/png", "x"));
    let (articles, skipped) = case("kinds", &file, "a.warc", Warned, &["unchanged", "what a crawler asked", "image/png"]);
    assert_eq!((articles.len(), skipped.len()), (2, 7));
}

#[test]
fn arc_files_are_read_and_addresses_with_blanks_kept() {
    let page = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", story_page());
    let head = "filedesc://x.arc 0.0.0.0 20310303101500 text/plain 76\n1 0 Linden\nURL IP-address Archive-date Content-type Archive-length\n\n";
    let record = format!("https://linden.example/a b 10.0.0.1 20310303101500 text/html {}\n{page}\n", page.len());
    let plain = format!("{head}{record}{record}");
    let members = [gzip(head.as_bytes()), gzip(record.as_bytes()), gzip(record.as_bytes())].concat();
    for file in [plain.as_bytes(), &members] {
        let (articles, _) = case("arc", file, "a.arc", Warned, &["what describes the archive"]);
        assert_eq!(articles.len(), 2);
        assert_eq!(articles[0].digest, crate::model::digest::sha256(story_page().as_bytes()));
    }
    let lying = plain.replace(&format!("text/html {}", page.len()), "text/html abc");
    assert_eq!(case("arc", lying.as_bytes(), "a.arc", Warned, &["a length of abc"]).0.len(), 2);
}
