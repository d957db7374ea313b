//! How much is read of odd input before the rest is left out, and why so much?

/// Bytes of one file: a choice, so that a file and what it unfolds to fit into the memory of a small laptop.
pub const FILE_BYTES: u64 = 1 << 30;

/// Folders inside folders below a root: a choice, ten times what archives of articles nest.
pub const FOLDER_DEPTH: usize = 256;

/// Bytes of a file of rules at the root of a corpus (`whosaid.toml`, `aliases.toml`, `corrections.toml`): a choice, some 50,000
/// corrections.
pub const RULES_BYTES: u64 = 8 << 20;

/// Bytes of one article: no news story comes near, and one of news, with all that is found in it, takes 200 MB; the worst that was
/// found, names that share parts and say things of one another, takes 750 MB (measured). One such is worked on at a time.
pub const RECORD_BYTES: usize = 16 << 20;

/// Bytes that a compressed file may unfold to, so that a bomb fills no memory.
pub const UNPACKED_BYTES: usize = 1 << 30;

/// Bytes that are unfolded before their ratio is looked at: short repetitive files compress well without harm.
pub const RATIO_FREE_BYTES: usize = 16 << 20;

/// Bytes unfolded for each compressed byte: deflate itself ends at 1,032; text stays far below this.
pub const UNPACK_RATIO: usize = 200;

/// Bytes of the dictionary that the members of an archive are packed with, packed or not: the program `zstd` takes no larger one.
pub const DICTIONARY_BYTES: usize = 32 << 20;

/// Bytes that are kept of a compressed member of a web archive, and of a response's body, packed or not: four times what is read
/// of one article. The rest is unfolded and passed over, as films are.
pub const MEMBER_BYTES: usize = 64 << 20;

/// Compressed files inside compressed files: a `.gz` that holds a `.gz` is met, more is an attack.
pub const UNPACK_DEPTH: usize = 3;

/// Compressed members of a file that is no web archive: block-wise packers write one for 64 KB, which gives 16,384 a GiB.
pub const UNPACK_MEMBERS: usize = 100_000;

/// Records of one file: a choice, far above what one file of the size above holds in articles.
pub const RECORDS: usize = 10_000_000;

/// Records of one file that could not be read and are told one by one: more tell nothing new, and each takes memory.
pub const RECORDS_TOLD: usize = 10_000;

/// Bytes of a declaration at most that declares entities of its own: all that HTML has of Latin-1 are 12 KiB.
pub const DECLARATION_BYTES: usize = 16 << 10;

/// Bytes of a record's or response's headers: eight times what web servers commonly accept (8 KB).
pub const HEADER_BYTES: usize = 64 << 10;

/// How often a damaged compressed archive is searched for a place to go on, so that noise costs no quadratic time.
pub const RESYNCS: usize = 100;

/// Lists and objects inside each other in a JSON record: `serde_json` reads no deeper.
pub const JSON_DEPTH: usize = 128;

/// Open elements of a page: a choice far above what pages nest; tree builders take quadratic time in depth (100,000: 36 s
/// measured).
pub const HTML_DEPTH: usize = 400;

/// Attributes of one tag that are looked at: tree builders compare each with all before it (100,000: 3.5 s measured).
pub const HTML_ATTRIBUTES: usize = 64;

/// Bytes of a page that is handed to the extraction library: 27 times the largest of 71 saved news pages (597 KB).
pub const HTML_BYTES: usize = 16 << 20;

/// Blocks of a page that can be told apart in the extraction library's answer: the private characters of plane 15.
pub const HTML_BLOCKS: usize = 65_000;

/// Bytes in which a page's own statement of its charset is looked for; the standard says 1,024, some pages run over.
pub const CHARSET_PRESCAN: usize = 4096;

/// Bytes of a file by which its kind is told.
pub const KIND_PRESCAN: usize = 4096;

/// One limit, as the documents show it.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    pub of: &'static str,
    pub value: u64,
    pub unit: &'static str,
    /// What is done, and told, where it is met.
    pub beyond: &'static str,
    pub why: &'static str,
}

/// Gives all limits of the readers, in the order in which a file meets them.
pub fn table() -> Vec<Limit> {
    let limit = |of, value: usize, unit, beyond, why| Limit { of, value: value as u64, unit, beyond, why };
    vec![
        limit("folders inside folders", FOLDER_DEPTH, "folders", "folder skipped", "ten times what archives of articles nest"),
        limit(
            "file",
            FILE_BYTES as usize,
            "bytes",
            "file skipped unread",
            "a file and what it unfolds to fit into a small laptop's memory",
        ),
        limit(
            "file of rules (`whosaid.toml`, `aliases.toml`, `corrections.toml`)",
            RULES_BYTES as usize,
            "bytes",
            "`index` ends with an error; questions say in a notice that it is not read",
            "some 50,000 corrections",
        ),
        limit(
            "what a compressed file unfolds to",
            UNPACKED_BYTES,
            "bytes",
            "beginning read, with a notice",
            "a bomb fills no memory",
        ),
        limit(
            "bytes unfolded a compressed byte",
            UNPACK_RATIO,
            "times",
            "beginning read, with a notice",
            "deflate ends at 1,032; text stays far below 200",
        ),
        limit(
            "bytes unfolded before that is looked at",
            RATIO_FREE_BYTES,
            "bytes",
            "–",
            "short files repeat themselves without harm",
        ),
        limit(
            "compressed files in compressed files",
            UNPACK_DEPTH,
            "files",
            "file skipped",
            "a .gz in a .gz is met; more is an attack",
        ),
        limit(
            "compressed members of a file",
            UNPACK_MEMBERS,
            "members",
            "beginning read, with a notice; skipped where they are empty",
            "block-wise packers write 16,384 a GiB",
        ),
        limit(
            "dictionary of a compressed web archive",
            DICTIONARY_BYTES,
            "bytes",
            "what is packed with it is skipped",
            "the limit of the program `zstd` itself",
        ),
        limit(
            "compressed record of a web archive, and a response's body, unfolded",
            MEMBER_BYTES,
            "bytes",
            "beginning read, with a notice",
            "four times what is read of one article",
        ),
        limit(
            "records of a file, and compressed members of a web archive",
            RECORDS,
            "records",
            "the rest skipped",
            "far above the articles that a file of 1 GiB holds",
        ),
        limit(
            "records of a file that cannot be read, told one by one",
            RECORDS_TOLD,
            "records",
            "the rest told by their number",
            "more tell nothing new, and each takes memory",
        ),
        limit(
            "one article",
            RECORD_BYTES,
            "bytes",
            "beginning read, with a notice; a JSON record is skipped",
            "no news story comes near; as news it takes 200 MB of memory, as made to take most 750 MB",
        ),
        limit(
            "declaration of a feed's own entities (DOCTYPE)",
            DECLARATION_BYTES,
            "bytes",
            "taken to end at its first `>`",
            "all entities that HTML has of Latin-1 are 12 KiB",
        ),
        limit(
            "headers of a record",
            HEADER_BYTES,
            "bytes",
            "what follows is body, with a notice",
            "eight times what web servers accept",
        ),
        limit("places to go on in a damaged archive", RESYNCS, "searches", "the rest skipped", "noise costs no quadratic time"),
        limit(
            "lists and objects inside each other in JSON",
            JSON_DEPTH,
            "levels",
            "record skipped",
            "the JSON library's own limit",
        ),
        limit(
            "open elements of a page",
            HTML_DEPTH,
            "elements",
            "deeper ones are not told apart, with a notice; their text is read",
            "tree builders take quadratic time in depth",
        ),
        limit(
            "attributes of a tag",
            HTML_ATTRIBUTES,
            "attributes",
            "the rest passed over, with a notice",
            "tree builders compare each with all before",
        ),
        limit(
            "page given to the extraction library",
            HTML_BYTES,
            "bytes",
            "a plain rule tells the story, with a notice",
            "27 times the largest of 71 saved news pages",
        ),
        limit(
            "blocks of a page that the library tells apart",
            HTML_BLOCKS,
            "blocks",
            "the rest is not looked at for the story, with a notice",
            "private characters of a Unicode plane",
        ),
        limit("bytes in which a page states its charset", CHARSET_PRESCAN, "bytes", "–", "four times the standard's 1,024"),
        limit("bytes by which a file's kind is told", KIND_PRESCAN, "bytes", "–", "as above"),
    ]
}

/// The limits that a corpus may make smaller (`[limits]` in its `whosaid.toml`), and tests, so that they need no gigabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caps {
    pub file_bytes: u64,
    pub record_bytes: usize,
    pub unpacked_bytes: usize,
    pub(super) ratio_free_bytes: usize,
    pub(super) member_bytes: usize,
    pub(super) members: usize,
    pub records: usize,
}

impl Default for Caps {
    fn default() -> Self {
        Caps {
            file_bytes: FILE_BYTES,
            record_bytes: RECORD_BYTES,
            unpacked_bytes: UNPACKED_BYTES,
            ratio_free_bytes: RATIO_FREE_BYTES,
            member_bytes: MEMBER_BYTES,
            members: UNPACK_MEMBERS,
            records: RECORDS,
        }
    }
}
