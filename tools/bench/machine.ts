import { availableParallelism, cpus, release, totalmem } from 'node:os';

export function machine() {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round((totalmem() / 1024 ** 3) * 10) / 10,
    system: `Linux ${release()}`,
    node: process.version,
    at: new Date().toISOString(),
  };
}

export function tellMachine() {
  const { cores, processor, memoryGiB, system, node } = machine();
  console.log(`${cores} cores (${processor}), ${memoryGiB} GiB, ${system}, Node ${node}\n`);
}
