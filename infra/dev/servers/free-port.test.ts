import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { freePort } from "./free-port.ts";

it("keeps away from a taken port and says so", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const told: number[] = [];
  const chosen = await freePort(port, (taken) => told.push(taken));
  expect(told).toEqual([port]);
  expect(chosen).not.toBe(port);
  await new Promise((resolve) => server.close(resolve));
});

it("hands no port out twice, though nobody listens on it yet", async () => {
  const wanted = await freePort();
  const told: number[] = [];
  expect(await freePort(wanted, (taken) => told.push(taken))).not.toBe(wanted);
  expect(told).toEqual([wanted]);
});
