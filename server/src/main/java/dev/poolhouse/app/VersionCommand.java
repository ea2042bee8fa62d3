package dev.poolhouse.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `poolhouse version`
@Command(
    name = "version",
    description = "Shows the version, the Java in use and the provider that does RSA.",
    mixinStandardHelpOptions = true)
final class VersionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().println(new Version().getVersion()[0]);
    spec.commandLine().getOut().println("Java " + Runtime.version());
    spec.commandLine()
        .getOut()
        .println("Cryptography: " + dev.poolhouse.crypto.CryptoProvider.detect().description());
    return CommandLine.ExitCode.OK;
  }
}
