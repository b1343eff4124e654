export const usage = `Usage: linchpin doctor`;

/** linchpin doctor */
export async function run(_args: string[]): Promise<number> {
  return 0;
}
