import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitSettings, settingsToText, type Machine } from './settings.ts';

const GIB = 1_073_741_824;
const listening = { socketFolder: '/data/socket', port: 5_432, onLoopback: false };
const machine: Machine = {
  memoryBytes: 24 * GIB,
  cores: 2,
  diskFreeBytes: 200 * GIB,
  sharedMemoryFolderBytes: 12 * GIB,
};

test('[P2] memory settings follow the machine within sound bounds', () => {
  const usual = fitSettings(machine, listening);
  assert.equal(usual.shared_buffers, '6144MB');
  assert.equal(usual.max_wal_size, '8192MB');
  const small = fitSettings({ ...machine, memoryBytes: GIB / 2, diskFreeBytes: GIB }, listening);
  assert.equal(small.shared_buffers, '128MB');
  assert.equal(small.work_mem, '4MB');
  assert.equal(small.max_wal_size, '256MB');
  assert.equal(small.min_wal_size, '128MB');
  const large = fitSettings({ ...machine, memoryBytes: 512 * GIB }, listening);
  assert.equal(large.shared_buffers, '8192MB');
});

test('[P2] durability is on, whatever the machine', () => {
  for (const memoryBytes of [GIB / 4, 64 * GIB]) {
    const settings = fitSettings({ ...machine, memoryBytes }, listening);
    assert.equal(settings.fsync, 'on');
    assert.equal(settings.synchronous_commit, 'on');
    assert.equal(settings.full_page_writes, 'on');
  }
});

test('[P2] a container with a small /dev/shm does not put shared memory there', () => {
  const container = { ...machine, sharedMemoryFolderBytes: 64 * 1_048_576 };
  assert.equal(fitSettings(container, listening).dynamic_shared_memory_type, 'mmap');
  assert.equal(fitSettings(machine, listening).dynamic_shared_memory_type, undefined);
});

test('[P3] the network is closed unless a loopback port is asked for', () => {
  assert.equal(fitSettings(machine, listening).listen_addresses, '');
  const open = fitSettings(machine, { ...listening, port: 6_000, onLoopback: true });
  assert.equal(open.listen_addresses, '127.0.0.1');
  assert.equal(open.port, '6000');
});

test('[P2] values are quoted for the configuration file', () => {
  assert.match(
    settingsToText({ unix_socket_directories: "/o'brien" }),
    /^unix_socket_directories = '\/o''brien'$/m,
  );
});
