package dev.poolhouse.risk;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places of addresses from a local file in the MaxMind DB format, as GeoLite2 City and its like
/// have. No request ever leaves the server for it. May be shared.
///
/// Source: MaxMind DB file format 2.0; fields of GeoIP2 City (`city`, `country`, `location`).
public final class MmdbLocations implements Locations, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MmdbLocations.class);

  private final Reader reader;

  private MmdbLocations(Reader reader) {
    this.reader = reader;
  }

  /// Opens a file, which is mapped and not read as a whole.
  ///
  /// @throws IOException if it cannot be read or is none
  public static MmdbLocations open(Path file) throws IOException {
    return new MmdbLocations(
        new Reader(file.toFile(), Reader.FileMode.MEMORY_MAPPED, new CHMCache()));
  }

  /// Where the file says the address is. A file that turns out to be damaged, or that has no
  /// addresses of that kind, knows nothing.
  @Override
  public Optional<Place> find(InetAddress address) {
    try {
      return Optional.ofNullable(reader.get(address, Object.class)).flatMap(MmdbLocations::place);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("no place of an address: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<Place> place(Object entry) {
    Optional<String> city = name(entry, "city");
    Optional<String> country = name(entry, "country");
    Optional<Place.Point> point =
        number(entry, "latitude")
            .flatMap(
                latitude ->
                    number(entry, "longitude")
                        .map(longitude -> new Place.Point(latitude, longitude)));
    return city.isEmpty() && country.isEmpty() && point.isEmpty()
        ? Optional.empty()
        : Optional.of(new Place(city, country, point));
  }

  private static Optional<String> name(Object entry, String of) {
    return member(entry, of)
        .flatMap(found -> member(found, "names"))
        .flatMap(names -> member(names, "en"))
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  private static Optional<Double> number(Object entry, String of) {
    return member(entry, "location")
        .flatMap(location -> member(location, of))
        .filter(Double.class::isInstance)
        .map(Double.class::cast);
  }

  private static Optional<Object> member(Object map, String name) {
    return map instanceof Map<?, ?> members
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
