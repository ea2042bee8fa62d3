/// The parts that operations are made of, measured by JMH. Read [Report] first. May import all of
/// the server.
package dev.poolhouse.bench.jmh;
