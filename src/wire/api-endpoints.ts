import type { Endpoint } from './api-endpoint.ts';
import { publicEndpoints } from './api-endpoints-signin.ts';
import { sessionEndpoints } from './api-endpoints-vault.ts';

/** The one list of what a store answers: its routes, its OpenAPI document and its clients are made from it. */
export const endpoints = { ...publicEndpoints, ...sessionEndpoints } as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
