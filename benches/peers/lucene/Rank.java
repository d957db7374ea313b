import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/**
 * Plays {@code index} and {@code search --topics … --format trec}, as {@code ../ranking_peer.py} does with other engines.
 *
 * <p>{@code Rank index CORPUS --index FOLDER}, {@code Rank search --index FOLDER --topics FILE … --limit N}.
 * Lucene's own analysis of English (Porter's stems, its stop words) and its BM25 as they come; title and text are one field.
 */
final class Rank {
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(after("--index", arguments));
        if (arguments[0].equals("index")) {
            index(Path.of(arguments[1]), folder);
        } else {
            search(folder, Path.of(after("--topics", arguments)), Integer.parseInt(after("--limit", arguments)));
        }
    }

    private static String after(String name, String[] arguments) {
        return arguments[Arrays.asList(arguments).indexOf(name) + 1];
    }

    private static void index(Path corpus, Path to) throws Exception {
        var articles = new Articles(corpus);
        var settings = new IndexWriterConfig(new EnglishAnalyzer());
        try (var folder = FSDirectory.open(to); var writer = new IndexWriter(folder, settings)) {
            for (var article = articles.next(); article != null; article = articles.next()) {
                var document = new Document();
                document.add(new StringField("id", article.get("id").asText(), Store.YES));
                document.add(new TextField("text", article.get("title").asText() + "\n" + article.get("text").asText(), Store.NO));
                writer.addDocument(document);
            }
        }
    }

    private static void search(Path from, Path topics, int limit) throws Exception {
        // Words alone: a parser would take AND, OR and NOT in capitals for operators, and refuse some topics.
        var words = new QueryBuilder(new EnglishAnalyzer());
        try (var reader = DirectoryReader.open(FSDirectory.open(from))) {
            var searcher = new IndexSearcher(reader);
            for (var line : Files.readAllLines(topics)) {
                var topic = line.split("\t", 2);
                var query = words.createBooleanQuery("text", topic[1]);
                if (query == null) continue;
                var rank = 0;
                for (var hit : searcher.search(query, limit).scoreDocs) {
                    var id = searcher.storedFields().document(hit.doc).get("id");
                    System.out.println(topic[0] + " Q0 " + id + " " + ++rank + " " + hit.score + " Lucene");
                }
            }
        }
    }
}
