/**
 * A PostgreSQL that comes along, so that a first start needs nothing but a JDK.
 *
 * <p>It starts before the application unless {@code QUARKUS_DATASOURCE_JDBC_URL} names a server,
 * keeps its data in a folder and stops after the application. It runs alone on its folder, listens
 * on the loopback address only and asks for a password, which it makes at its first start and keeps
 * in the folder, for the eyes of its user alone.
 *
 * <p>The server itself lies in a source folder of its own and is left out of native builds.
 */
package qingdan.embedded;
