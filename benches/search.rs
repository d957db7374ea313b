//! How quickly is a question answered, beside plain tantivy with its snippets and aggregations over the same articles?
//!
//! `cargo bench --bench search -- INDEX [PLAIN [ROW]]` takes an index that `whosaid index` made, a folder in which the plain
//! index is kept for the next time, and the only row to measure. Questions are one to four words of the articles' titles, drawn
//! by a fixed rule. Each is asked several times, and its best CPU time counts, as other programs only ever make a run slower.

use cpu_time::ThreadTime;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tantivy::aggregation::AggregationCollector;
use tantivy::aggregation::agg_req::Aggregations;
use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{FAST, IndexRecordOption, STORED, STRING, Schema, TEXT, TextFieldIndexing, TextOptions};
use tantivy::snippet::SnippetGenerator;
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};
use tantivy::{IndexSettings, TantivyDocument};
use whosaid::ask::{Filters, Match, Question, search};
use whosaid::engine::{Engine, Sort};
use whosaid::index::Index;
use whosaid::model::corrections::Corrections;
use whosaid::model::normal::stem;
use whosaid::model::stop_words::is_stop_word;

/// Questions that are asked.
const QUESTIONS: usize = 300;
/// How often each is asked.
const RUNS: usize = 7;
/// Hits shown, as `whosaid search` does.
const SHOWN: usize = 10;
/// The file beside the plain index with the titles of all articles.
const TITLES: &str = "titles.txt";
/// Every so many articles one lends its title to a question.
const STEP: usize = 97;

#[allow(clippy::print_stdout, reason = "a benchmark's answer")]
fn main() {
    let mut folders = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(folder) = folders.next() else {
        println!("skipped: name an index (cargo bench --bench search -- INDEX)");
        return;
    };
    let index = Index::open(Path::new(&folder)).expect("the index can be read").expect("there is an index");
    let held = tempfile::tempdir().expect("there is room for a second index");
    let kept = folders.next().map_or_else(|| held.path().to_owned(), PathBuf::from);
    let plain = Plain::open(&kept, &index);
    let titles = std::fs::read_to_string(kept.join(TITLES)).expect("the titles were written");
    let questions = questions(&titles.lines().map(str::to_owned).collect::<Vec<_>>());
    println!("{} articles, {} questions, the best of {RUNS} runs each", index.summary().totals.articles, questions.len());
    println!("| what | p50 CPU ms | p90 | p99 |\n|---|---|---|---|");
    let only = folders.next();
    let row = |what: &str, ask: &dyn Fn(&str) -> usize| {
        if only.as_deref().is_none_or(|only| only == what) {
            row(what, &questions, ask);
        }
    };
    row("plain tantivy, with snippets", &|typed| plain.search(typed));
    row("whosaid", &|typed| answer(&index, typed, None));
    row("plain tantivy, aggregations", &|typed| plain.aggregate(typed));
    row("whosaid, facets", &|typed| answer(&index, typed, Some(SHOWN)));
}

#[allow(clippy::print_stdout, reason = "a benchmark's answer")]
fn row(what: &str, questions: &[String], ask: &dyn Fn(&str) -> usize) {
    let mut times: Vec<Duration> = questions.iter().map(|typed| best(|| ask(typed))).collect();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    println!("| {what} | {:.2} | {:.2} | {:.2} |", at(0.5), at(0.9), at(0.99));
}

fn best(mut run: impl FnMut() -> usize) -> Duration {
    let timed = (0..RUNS).map(|_| {
        let begun = ThreadTime::now();
        std::hint::black_box(run());
        begun.elapsed()
    });
    timed.min().unwrap_or_default()
}

/// Gives questions of words of titles, the same in every run.
fn questions(titles: &[String]) -> Vec<String> {
    let words_of = |title: &String| -> Vec<String> {
        let words = title.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
        words.filter(|word| word.len() > 2 && !is_stop_word(word)).collect()
    };
    let titles = titles.iter().cycle().step_by(STEP).take(titles.len().min(20 * QUESTIONS)).map(words_of);
    let cut = titles.enumerate().filter_map(|(at, words)| {
        let count = 1 + at % 4;
        (words.len() >= count).then(|| words[at % (words.len() - count + 1)..][..count].join(" "))
    });
    cut.take(QUESTIONS).collect()
}

/// Asks as `whosaid search` does, and gives how much there was to show.
fn answer(index: &Index, typed: &str, facets: Option<usize>) -> usize {
    let question = Question {
        typed: typed.to_owned(),
        plain: false,
        filters: Filters::default(),
        matching: Match::Auto,
        sort: Sort::Relevance,
        limit: SHOWN,
        offset: 0,
        per_article: None,
        group: true,
        explain: false,
        facets,
        context: 0,
        only_new: false,
        corrections: Corrections::default(),
        today: jiff::civil::date(2031, 6, 15),
        here: None,
    };
    let answer = search(index, &question).expect("the index can be read");
    answer.hits.iter().map(|hit| hit.text.len() + hit.highlights.len()).sum()
}

/// Articles as tantivy's own examples index and search them: English stems, a snippet a hit.
struct Plain {
    searcher: tantivy::Searcher,
    parser: QueryParser,
    text: tantivy::schema::Field,
}

/// What plain tantivy is asked to count: the same as our facets.
const COUNTED: &str = r#"{
    "source": {"terms": {"field": "source"}},
    "entity": {"terms": {"field": "entity"}},
    "speaker": {"terms": {"field": "speaker"}},
    "stance": {"terms": {"field": "stance"}},
    "month": {"terms": {"field": "month"}}
}"#;

impl Plain {
    /// Opens the plain index of a folder, and makes it first where there is none.
    fn open(folder: &Path, index: &Index) -> Plain {
        if !folder.join(TITLES).is_file() {
            Plain::build(folder, index);
        }
        let made = tantivy::Index::open_in_dir(folder).expect("it was made");
        made.tokenizers().register("en_stem", english());
        let text = made.schema().get_field("text").expect("it has texts");
        let searcher = made.reader().expect("it can be read").searcher();
        Plain { searcher, parser: QueryParser::for_index(&made, vec![text]), text }
    }

    fn build(folder: &Path, index: &Index) {
        std::fs::create_dir_all(folder).expect("there is room for a second index");
        let mut builder = Schema::builder();
        let stems =
            TextFieldIndexing::default().set_tokenizer("en_stem").set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = builder.add_text_field("text", TextOptions::default().set_indexing_options(stems).set_stored());
        let title = builder.add_text_field("title", TEXT | STORED);
        let mut counted = |name: &str| builder.add_text_field(name, STRING | FAST);
        let (source, entity) = (counted("source"), counted("entity"));
        let (speaker, stance, month) = (counted("speaker"), counted("stance"), counted("month"));
        let store = IndexSettings {
            docstore_compression: tantivy::store::Compressor::Zstd(tantivy::store::ZstdCompressor::default()),
            ..IndexSettings::default()
        };
        let made = tantivy::Index::builder().schema(builder.build()).settings(store).create_in_dir(folder);
        let made = made.expect("there is room for a second index");
        made.tokenizers().register("en_stem", english());
        let mut titles = String::new();
        let mut writer: tantivy::IndexWriter = made.writer_with_num_threads(1, 200 << 20).expect("it can be written");
        let all = index.each_document(&mut |stored| {
            let (article, findings) = (&stored.document.article, &stored.document.findings);
            let mut document = TantivyDocument::new();
            document.add_text(text, article.story_text());
            if let Some(fact) = &article.title {
                document.add_text(title, &fact.value);
                titles.push_str(&fact.value.replace('\n', " "));
                titles.push('\n');
            }
            document.add_text(source, article.source.as_ref().map_or("", |fact| fact.value.as_str()));
            findings.entities.iter().for_each(|found| document.add_text(entity, &found.name));
            for claim in &findings.claims {
                claim.speaker.name.iter().for_each(|name| document.add_text(speaker, name));
                document.add_text(stance, claim.stance.word());
            }
            if let Some(day) = article.published.as_ref().and_then(|fact| fact.value.get(..7)) {
                document.add_text(month, day);
            }
            writer.add_document(document).expect("it can be written");
            Ok(())
        });
        all.expect("the index can be read");
        writer.commit().expect("it can be written");
        writer.wait_merging_threads().expect("it can be written");
        std::fs::write(folder.join(TITLES), titles).expect("it can be written");
    }

    fn search(&self, typed: &str) -> usize {
        let query = self.parser.parse_query(typed).expect("words are a query");
        let top = self.searcher.search(&query, &TopDocs::with_limit(SHOWN).order_by_score()).expect("it can be read");
        let snippets = SnippetGenerator::create(&self.searcher, &*query, self.text).expect("it can be read");
        let shown = top.into_iter().map(|(_, address)| {
            let document: TantivyDocument = self.searcher.doc(address).expect("it can be read");
            let snippet = snippets.snippet_from_doc(&document);
            snippet.fragment().len() + snippet.highlighted().len()
        });
        shown.sum()
    }

    fn aggregate(&self, typed: &str) -> usize {
        let query = self.parser.parse_query(typed).expect("words are a query");
        let counted: Aggregations = serde_json::from_str(COUNTED).expect("it is a request");
        let collector = AggregationCollector::from_aggs(counted, Default::default());
        let top = TopDocs::with_limit(SHOWN).order_by_score();
        let (top, counts) = self.searcher.search(&query, &(top, collector)).expect("it can be read");
        top.len() + counts.0.len()
    }
}

/// Gives what tantivy's own `en_stem` is with its feature for stems, which the program does without.
fn english() -> TextAnalyzer {
    let lower = TextAnalyzer::builder(SimpleTokenizer::default()).filter(RemoveLongFilter::limit(40)).filter(LowerCaser);
    lower.filter(Stems).build()
}

#[derive(Clone)]
struct Stems;

impl TokenFilter for Stems {
    type Tokenizer<T: Tokenizer> = Stemmed<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stemmed<T> {
        Stemmed(tokenizer)
    }
}

#[derive(Clone)]
struct Stemmed<T>(T);

impl<T: Tokenizer> Tokenizer for Stemmed<T> {
    type TokenStream<'a> = Stream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Stream(self.0.token_stream(text))
    }
}

struct Stream<T>(T);

impl<T: TokenStream> TokenStream for Stream<T> {
    fn advance(&mut self) -> bool {
        let is_there = self.0.advance();
        if is_there {
            let stem = stem(&self.0.token().text).into_owned();
            self.0.token_mut().text = stem;
        }
        is_there
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}
