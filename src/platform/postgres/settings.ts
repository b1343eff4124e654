const MIB = 1_048_576;

/** What the server runs on. */
export interface Machine {
  readonly memoryBytes: number;
  readonly cores: number;
  /** Free on the disk of the data folder. */
  readonly diskFreeBytes: number;
  /** Size of /dev/shm; null where the platform has none. */
  readonly sharedMemoryFolderBytes: number | null;
}

/** Where the server listens. */
export interface Listening {
  readonly socketFolder: string;
  /** Names the socket, and the loopback port when `onLoopback`. */
  readonly port: number;
  readonly onLoopback: boolean;
}

const CONNECTIONS_MAX = 100;
/** The log must hold two of its segments, which are of 64 MiB where a data folder was made before decision 0026. */
const WAL_MIB_MIN = 128;

/**
 * Server settings fitted to the machine. They are written anew at each start, so that a data folder
 * moved to a larger machine uses it. Durability is not fitted: every acknowledged commit is on disk.
 */
export function fitSettings(machine: Machine, listening: Listening): Record<string, string> {
  const memoryMib = Math.floor(machine.memoryBytes / MIB);
  const walMaxMib = clamp(machine.diskFreeBytes / 10 / MIB, 2 * WAL_MIB_MIN, 8_192);
  return {
    listen_addresses: listening.onLoopback ? '127.0.0.1' : '',
    port: String(listening.port),
    unix_socket_directories: listening.socketFolder,
    unix_socket_permissions: '0700',
    max_connections: String(CONNECTIONS_MAX),
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',

    // A quarter of the memory, because the hub, the console and the page cache live on the same machine.
    shared_buffers: mib(clamp(memoryMib / 4, 64, 8_192)),
    effective_cache_size: mib(clamp(memoryMib * 0.6, 128, Infinity)),
    work_mem: mib(clamp(memoryMib / (CONNECTIONS_MAX * 8), 4, 64)),
    maintenance_work_mem: mib(clamp(memoryMib / 16, 32, 1_024)),
    huge_pages: 'try',
    // Containers often have a /dev/shm of 64 MB, which one parallel query can overrun.
    ...(machine.sharedMemoryFolderBytes !== null && machine.sharedMemoryFolderBytes < 256 * MIB
      ? { dynamic_shared_memory_type: 'mmap' }
      : {}),

    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    wal_buffers: '64MB',
    // The packaged server is built without lz4 and zstd, and its own method costs more than it saves: random
    // updates after a checkpoint ran at 4,000 rows/s with pglz and at 58,000 without (2 cores, local disk).
    wal_compression: 'off',
    max_wal_size: mib(walMaxMib),
    min_wal_size: mib(clamp(walMaxMib / 8, WAL_MIB_MIN, 1_024)),
    checkpoint_timeout: '30min',
    checkpoint_completion_target: '0.9',

    jit: 'off',
    random_page_cost: '1.1',
    max_parallel_workers_per_gather: String(Math.min(2, machine.cores - 1)),

    // Append-heavy tables: many small vacuums that keep the visibility map fresh, instead of rare large ones.
    autovacuum_naptime: '15s',
    autovacuum_max_workers: '3',
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_vacuum_insert_scale_factor: '0.1',
    autovacuum_analyze_scale_factor: '0.02',
    autovacuum_vacuum_cost_limit: '1000',

    // A hub that was killed must not leave its locks behind while a long statement of its runs on.
    client_connection_check_interval: '5s',
    idle_in_transaction_session_timeout: '5min',

    // One file an hour of the day, overwritten the next day: the log cannot fill the disk by age.
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgres-%H.log',
    log_rotation_age: '60min',
    log_rotation_size: '0',
    log_truncate_on_rotation: 'on',
    log_line_prefix: '%m [%p] %a ',
    log_checkpoints: 'on',
    log_lock_waits: 'on',
    log_min_duration_statement: '1s',
    // Details and parameters quote rows: names of people, secrets of webhooks.
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_autovacuum_min_duration: '10s',
  };
}

/** Text of a configuration file in the grammar of postgresql.conf. */
export function settingsToText(settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  );
  return `# Written by Linchpin at every start. Put settings of your own into custom.conf, which is read last.\n${lines.join('\n')}\n`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.round(Math.min(Math.max(value, low), high));
}

function mib(value: number): string {
  return `${value}MB`;
}
