import type { Endpoint } from './endpoint.ts';
import { publicEndpoints } from './account-endpoints.ts';
import { linkEndpoints } from './link-endpoints.ts';
import { recoveryEndpoints } from './recovery-endpoints.ts';
import { relayEndpoints } from './relay-endpoints.ts';
import { sessionEndpoints } from './record-endpoints.ts';
import { topicEndpoints } from './topics.ts';

/** The one list of what a store answers: its routes, its OpenAPI document and its clients are made from it. */
export const endpoints = {
  ...publicEndpoints,
  ...sessionEndpoints,
  ...linkEndpoints,
  ...relayEndpoints,
  ...recoveryEndpoints,
  ...topicEndpoints,
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
