import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/** What articles are in a folder of JSON Lines? Several threads may ask for the next one. */
final class Articles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Iterator<Path> paths;
    private BufferedReader open;

    Articles(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            paths = files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList().iterator();
        }
    }

    /** Gives null after the last one. */
    JsonNode next() throws IOException {
        var line = line();
        return line == null ? null : JSON.readTree(line);
    }

    private synchronized String line() throws IOException {
        while (true) {
            var line = open == null ? null : open.readLine();
            if (line != null) return line;
            if (open != null) open.close();
            if (!paths.hasNext()) {
                open = null;
                return null;
            }
            open = Files.newBufferedReader(paths.next());
        }
    }
}
