import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.store.FSDirectory;

/**
 * How quickly does Lucene answer the questions of {@code ../../search.rs}, with snippets? Prints a row of that table.
 *
 * <p>{@code Search INDEX_FOLDER TITLES STOP_WORDS}: an index of {@link Ingest}, the file of titles that the bench keeps beside its
 * plain index, a file of the words that no question is made of.
 */
final class Search {
    /** As in search.rs: questions asked, runs of each, hits shown, every so many articles one lends its title. */
    private static final int QUESTIONS = 300, RUNS = 7, SHOWN = 10, STEP = 97;
    /** How often all are asked before, until the machine code of what is run often is made. */
    private static final int WARMING = 10;
    /** Characters of a snippet, at most: tantivy's default. */
    private static final int FRAGMENT = 150;

    private final Analyzer english = Ingest.english();
    private final IndexSearcher searcher;

    private Search(IndexSearcher searcher) {
        this.searcher = searcher;
    }

    public static void main(String[] arguments) throws Exception {
        var stopWords = new HashSet<>(Files.readAllLines(Path.of(arguments[2])));
        var questions = questions(Files.readAllLines(Path.of(arguments[1])), stopWords);
        try (var reader = DirectoryReader.open(FSDirectory.open(Path.of(arguments[0])))) {
            var search = new Search(new IndexSearcher(reader));
            long shown = 0;
            for (var round = 0; round < WARMING; round++) for (var typed : questions) shown += search.answer(typed);
            if (shown == 0) throw new IllegalStateException("no question is answered");
            var times = new long[questions.size()];
            for (var at = 0; at < times.length; at++) times[at] = search.best(questions.get(at));
            Arrays.sort(times);
            var cells = new StringBuilder();
            for (var share : new double[] {0.5, 0.9, 0.99}) {
                cells.append(String.format(Locale.ROOT, " %.2f |", times[(int) ((times.length - 1) * share)] / 1e6));
            }
            System.err.println("Lucene: " + reader.numDocs() + " articles, " + times.length + " questions");
            System.out.println("| Lucene 9.9, with snippets |" + cells);
        }
    }

    /** Gives the questions of search.rs, by its rule. */
    private static List<String> questions(List<String> titles, Set<String> stopWords) {
        var found = new ArrayList<String>();
        var lent = Math.min(titles.size(), 20 * QUESTIONS);
        for (var at = 0; at < lent && found.size() < QUESTIONS; at++) {
            var words = new ArrayList<String>();
            for (var word : titles.get((int) ((long) at * STEP % titles.size())).split("\\P{IsAlphabetic}+")) {
                var small = word.toLowerCase(Locale.ROOT);
                if (small.getBytes().length > 2 && !stopWords.contains(small)) words.add(small);
            }
            var count = 1 + at % 4;
            if (words.size() < count) continue;
            var first = at % (words.size() - count + 1);
            found.add(String.join(" ", words.subList(first, first + count)));
        }
        return found;
    }

    /** Gives the least CPU time of this thread, in nanoseconds. */
    private long best(String typed) throws Exception {
        var clock = ManagementFactory.getThreadMXBean();
        var best = Long.MAX_VALUE;
        for (var run = 0; run < RUNS; run++) {
            var begun = clock.getCurrentThreadCpuTime();
            answer(typed);
            best = Math.min(best, clock.getCurrentThreadCpuTime() - begun);
        }
        return best;
    }

    /** Asks for any of the words, best first, and gives how much there is to show. */
    private long answer(String typed) throws Exception {
        var query = new QueryParser("text", english).parse(typed);
        var words = new HashSet<Term>();
        query.visit(QueryVisitor.termCollector(words));
        var worth = new HashMap<String, Double>();
        for (var word : words) worth.put(word.text(), 1.0 / (1 + searcher.getIndexReader().docFreq(word)));
        var stored = searcher.storedFields();
        long shown = 0;
        for (var hit : searcher.search(query, SHOWN).scoreDocs) shown += snippet(stored.document(hit.doc).get("text"), worth);
        return shown;
    }

    /** Makes the snippet that tantivy would: the stretch whose words are worth most, and where they are. Gives how much it is. */
    private long snippet(String text, Map<String, Double> worth) throws IOException {
        var bestWords = List.<int[]>of();
        int bestStart = 0, bestEnd = 0, start = 0, end = 0;
        double best = 0, sum = 0;
        var words = new ArrayList<int[]>();
        try (var tokens = english.tokenStream("text", text)) {
            var word = tokens.addAttribute(CharTermAttribute.class);
            var place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            for (var more = true; more; ) {
                more = tokens.incrementToken();
                if (!more || place.endOffset() - start > FRAGMENT) {
                    if (sum > best) {
                        best = sum;
                        bestStart = start;
                        bestEnd = end;
                        bestWords = List.copyOf(words);
                    }
                    words.clear();
                    sum = 0;
                    start = more ? place.startOffset() : end;
                }
                if (!more) break;
                end = place.endOffset();
                var value = worth.get(word.toString());
                if (value != null) {
                    sum += value;
                    words.add(new int[] {place.startOffset(), end});
                }
            }
            tokens.end();
        }
        return text.substring(bestStart, bestEnd).length() + bestWords.size();
    }
}
