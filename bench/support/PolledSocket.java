package dev.poolhouse.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/// A socket that looks for bytes again and again while other threads have nothing to do, instead of
/// sleeping until some arrive. Whoever writes to a sleeper on the same machine has to wake it,
/// which in a virtual machine cost the server a sixth of its processor time for AdminGetUser; over
/// a network that is not the server's work. Used by one thread.
final class PolledSocket extends Socket {
  private static final int BUFFER = 16 * 1024;

  private final SocketChannel channel = SocketChannel.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final long patience;

  /// @param millis what a read waits at the most
  PolledSocket(int millis) throws IOException {
    this.patience = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Override
  public void connect(SocketAddress endpoint, int millis) throws IOException {
    channel.connect(endpoint);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        buffer.clear().limit(Math.min(length, BUFFER));
        if (await() < 0) {
          return -1;
        }
        int read = buffer.flip().remaining();
        buffer.get(bytes, offset, read);
        return read;
      }
    };
  }

  private int await() throws IOException {
    long start = System.nanoTime();
    int read = channel.read(buffer);
    while (read == 0) {
      if (System.nanoTime() - start > patience) {
        throw new SocketTimeoutException("no answer came in time");
      }
      Thread.yield();
      read = channel.read(buffer);
    }
    return read;
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int letter) throws IOException {
        write(new byte[] {(byte) letter}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        while (left.hasRemaining()) {
          if (channel.write(left) == 0) {
            Thread.yield();
          }
        }
      }
    };
  }

  @Override
  public void close() throws IOException {
    channel.close();
    super.close();
  }
}
