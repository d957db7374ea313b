import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/**
 * How fast does Lucene alone index the same articles? Title and text with Porter's stems and positions, all stored.
 *
 * <p>{@code Ingest JSONL_FOLDER INDEX_FOLDER [THREADS]}
 */
final class Ingest {
    /** The writer's budget for all threads together, in MB, as of the others. */
    private static final int BUDGET = 640;

    /** Lucene's own for English, but with stop words indexed, as the others do. */
    static Analyzer english() {
        return new EnglishAnalyzer(CharArraySet.EMPTY_SET);
    }

    public static void main(String[] arguments) throws Exception {
        var threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        var articles = new Articles(Path.of(arguments[0]));
        var pool = Executors.newFixedThreadPool(threads);
        var settings = new IndexWriterConfig(english()).setRAMBufferSizeMB(BUDGET);
        // Closing commits, and waits for merges.
        try (var folder = FSDirectory.open(Path.of(arguments[1])); var writer = new IndexWriter(folder, settings)) {
            var running = new ArrayList<Future<?>>();
            for (var thread = 0; thread < threads; thread++) {
                running.add(pool.submit(() -> {
                    for (var article = articles.next(); article != null; article = articles.next()) {
                        var document = new Document();
                        for (var name : new String[] {"id", "source", "published"}) {
                            document.add(new StringField(name, article.path(name).asText(), Store.YES));
                        }
                        for (var name : new String[] {"title", "text"}) {
                            document.add(new TextField(name, article.path(name).asText(), Store.YES));
                        }
                        writer.addDocument(document);
                    }
                    return null;
                }));
            }
            for (var one : running) one.get();
        } finally {
            pool.shutdown();
        }
    }
}
