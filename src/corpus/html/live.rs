//! Which articles of a page are the posts of one running story, and which are other stories?

use super::elements::mark;
use super::page::Page;
use super::{Blocks, LINK_WORDS};
use crate::corpus::furniture::{is_furniture, is_sentence};
use std::collections::BTreeSet;

/// Posts of a running story, at least.
const POSTS: usize = 3;

/// How far from its beginning a post says at what time it was written, in blocks, and in how many words at most.
const TIME_REACH: usize = 4;
const TIME_WORDS: usize = 8;

/// Words of sentences in a post, at least.
const POST_WORDS: usize = 8;

/// Words of a link that is the headline of another story, at least.
const HEADLINE_WORDS: usize = 4;

/// From how many different authors on, and from which share of the posts, a page is one on which many write: a discussion.
const AUTHORS: usize = 3;

impl Blocks<'_> {
    /// Takes in the posts of a running story: articles side by side, below one headline, each with its time and without a link that
    /// is its headline.
    pub(super) fn take_posts(&mut self, title: Option<usize>) {
        let Some(main) = self.main_article(title) else { return };
        let heads = |at: usize| self.page.elements[self.shape(at).inside].article == Some(main);
        if title.is_some_and(heads) {
            return; // the headline is that of the first article alone
        }
        let mut posts: Vec<Post> = Vec::new();
        for at in title.unwrap_or(0)..self.chosen.len() {
            let Some(article) = self.page.elements[self.shape(at).inside].article else { continue };
            if posts.last().is_none_or(|post| post.article != article) {
                posts.push(Post { article, ..Post::default() });
            }
            if let Some(post) = posts.last_mut() {
                self.read(at, post);
            }
        }
        posts.retain(|post| depth(self.page, post.article) == depth(self.page, main));
        let all = posts.len();
        posts.retain(Post::is_post);
        let is_running = posts.len() >= POSTS && posts.len() * 3 >= all * 2 && posts.iter().any(|post| post.article == main);
        if is_running && !self.is_discussion(&posts) {
            self.posts = posts.iter().map(|post| post.article).collect();
            self.take_texts();
        }
    }

    /// Notes what one block says of the post that it stands in.
    fn read(&self, at: usize, post: &mut Post) {
        let (text, shape) = (self.text(at), self.shape(at));
        let words = text.split_whitespace().count();
        let (is_linked, all_link) = (shape.linked * 2 > text.len(), shape.linked * 10 >= text.len() * 9);
        post.blocks += 1;
        post.is_timed |= post.blocks <= TIME_REACH && words <= TIME_WORDS && is_time(text);
        post.is_teaser |= shape.marks & mark::COMMENTS != 0
            || is_linked && shape.marks & mark::HEADING != 0
            || all_link && post.words == 0 && (HEADLINE_WORDS..=LINK_WORDS).contains(&words);
        if is_sentence(text) && !is_linked && !is_furniture(text) {
            post.words += words;
        }
    }

    fn is_discussion(&self, posts: &[Post]) -> bool {
        let signed = self.page.head.signed.iter().filter(|signed| {
            let article = self.page.shapes.get(signed.block).and_then(|shape| self.page.elements[shape.inside].article);
            article.is_some_and(|article| posts.iter().any(|post| post.article == article))
        });
        let authors = signed.map(|signed| signed.text.as_str()).collect::<BTreeSet<&str>>().len();
        authors >= AUTHORS && authors * 2 > posts.len()
    }

    /// Chooses the text of the posts, as far as it is no link and nothing beside it.
    fn take_texts(&mut self) {
        let beside = mark::FRAME | mark::ASIDE | mark::COMMENTS;
        for (at, shape) in self.page.shapes.iter().enumerate() {
            let is_in_post = self.page.elements[shape.inside].article.is_some_and(|article| self.posts.contains(&article));
            let is_text = shape.marks & beside == 0 && shape.linked * 2 <= self.page.weaver.blocks[at].text.len();
            self.chosen[at] |= is_in_post && is_text;
        }
    }
}

/// What the blocks of an article say of it.
#[derive(Default)]
struct Post {
    article: usize,
    blocks: usize,
    words: usize,
    is_timed: bool,
    is_teaser: bool,
}

impl Post {
    fn is_post(&self) -> bool {
        self.is_timed && !self.is_teaser && self.words >= POST_WORDS
    }
}

/// Tells whether a line gives a time of day (`20.15`, `8:15pm`, `11h04`), or how long ago something was.
fn is_time(text: &str) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let is_hour = |at: usize| {
        matches!(bytes[at], b':' | b'.' | b'h')
            && at > 0
            && is_digit(bytes.get(at - 1))
            && is_digit(bytes.get(at + 1))
            && is_digit(bytes.get(at + 2))
            && !is_digit(bytes.get(at + 3))
    };
    (0..bytes.len()).any(is_hour) || text.ends_with(" ago") && text.bytes().any(|byte| byte.is_ascii_digit())
}

fn depth(page: &Page, mut element: usize) -> usize {
    let mut depth = 0;
    while element > 0 {
        element = page.elements[element].around;
        depth += 1;
    }
    depth
}
