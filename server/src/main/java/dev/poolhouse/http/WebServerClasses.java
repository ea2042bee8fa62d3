package dev.poolhouse.http;

import io.helidon.common.mapper.DefaultMapperProvider__ServiceDescriptor;
import io.helidon.common.mapper.MappersFactory__ServiceDescriptor;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/// The web server's classes, whose loading another thread may begin. Others wait for it here, so
/// that no two threads initialise Helidon's classes from two ends.
///
/// Helidon would look through the whole class path for services of its registry, and set them all
/// up. What is used here of them is what reads the parameters of a query.
public final class WebServerClasses {
  static {
    GlobalServiceRegistry.registry(
        () ->
            ServiceRegistryManager.create(
                    ServiceRegistryConfig.builder()
                        .discoverServices(false)
                        .discoverServicesFromServiceLoader(false)
                        .addServiceDescriptor(MappersFactory__ServiceDescriptor.INSTANCE)
                        .addServiceDescriptor(DefaultMapperProvider__ServiceDescriptor.INSTANCE)
                        .build())
                .registry());
    WebServer.builder()
        .routing(HttpRouting.builder())
        .protocolsDiscoverServices(false)
        .featuresDiscoverServices(false)
        .addConnectionSelector(
            Http1ConnectionSelector.builder().config(Http1Config.create()).build())
        .buildPrototype();
  }

  private WebServerClasses() {}

  /// Returns when the classes are ready.
  public static void load() {
    // done by the initialisation of this class
  }
}
