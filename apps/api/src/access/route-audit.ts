import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { refuseUndeclaredRoutes, routeTable } from './route-table.js';

/** Ends the start-up where a route does not say who may use it. */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    refuseUndeclaredRoutes(routeTable(this.discovery));
  }
}
