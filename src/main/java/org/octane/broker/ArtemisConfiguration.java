package org.octane.broker;

import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The configuration of the embedded Artemis: nothing is lost, and it takes little memory. */
final class ArtemisConfiguration {

    /** Messages that were delivered too often end here instead of being dropped. */
    static final String UNDELIVERABLE = "undeliverable";

    private static final int SILENT_MILLIS = 8_000;
    private static final int MIB = 1024 * 1024;
    private static final int GLOBAL_MEMORY = 64 * MIB;
    /** Artemis gathers writes that long before one sync; its default of 3.3 ms would rule each round trip. */
    private static final int GATHER_NANOS = 200_000;

    private ArtemisConfiguration() {}

    static ConfigurationImpl of(Path data, int port, Set<String> queues, Set<String> topics) throws Exception {
        var configuration = new ConfigurationImpl();
        journal(configuration, data);
        threads(configuration);
        configuration.addAcceptorConfiguration(
                "amqp",
                "tcp://127.0.0.1:" + port
                        + "?protocols=AMQP;saslMechanisms=PLAIN;useEpoll=false;useKQueue=false;remotingThreads=2;tcpNoDelay=true"
                        // What was sent to a client that hangs goes to others, long before Artemis' own minute.
                        + (queues.isEmpty() ? ";amqpIdleTimeout=" + SILENT_MILLIS : ""));
        configuration.addAddressSetting("#", settings(queues.isEmpty()));
        add(configuration, UNDELIVERABLE);
        queues.forEach(queue -> add(configuration, queue));
        topics.forEach(topic -> configuration.addAddressConfiguration(
                new CoreAddressConfiguration().setName(topic).addRoutingType(RoutingType.MULTICAST)));
        return configuration;
    }

    private static void journal(Configuration configuration, Path data) {
        configuration
                .setPersistenceEnabled(true)
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(true)
                .setJournalBufferTimeout_NIO(GATHER_NANOS)
                // Another process on the same journal is an error to be told, not to be waited for.
                .setJournalLockAcquisitionTimeout(3_000)
                .setJournalFileSize(2 * MIB)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(4)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                // A disk that is nearly full stops senders otherwise; the embedded broker is not the disk's warden.
                .setMaxDiskUsage(-1)
                .setGlobalMaxSize(GLOBAL_MEMORY);
    }

    private static void threads(Configuration configuration) {
        configuration
                .setThreadPoolMaxSize(8)
                .setScheduledThreadPoolMaxSize(2)
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setMessageExpiryScanPeriod(-1)
                .setCriticalAnalyzer(false);
    }

    private static AddressSettings settings(boolean autoCreate) {
        return new AddressSettings()
                .setAutoCreateQueues(autoCreate)
                .setAutoCreateAddresses(autoCreate)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false)
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setDeadLetterAddress(SimpleString.of(UNDELIVERABLE))
                .setExpiryAddress(SimpleString.of(UNDELIVERABLE))
                .setMaxDeliveryAttempts(10)
                .setRedeliveryDelay(100)
                .setRedeliveryMultiplier(2)
                .setMaxRedeliveryDelay(5_000)
                .setPageSizeBytes(MIB);
    }

    static void add(Configuration configuration, String queue) {
        configuration.addAddressConfiguration(new CoreAddressConfiguration()
                .setName(queue)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfiguration(QueueConfiguration.of(queue)
                        .setAddress(queue)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true)));
    }
}
