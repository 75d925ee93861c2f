import { Module } from '@nestjs/common';
import { InboxModule } from '#lib/inbox';
import { OperationsModule } from '#lib/operations';
import { SendersModule } from '#lib/senders';
import { DirectoryEvents } from './directory-events.js';
import { DirectoryGroups } from './directory-groups.service.js';
import { DirectoryService } from './directory.service.js';
import { DirectoryStatusService } from './directory-status.service.js';
import { DirectorySync } from './directory-sync.js';
import { NewsOfPeople } from './news-of-people.js';
import { OptOuts } from './opt-outs.service.js';
import { PersonLookups } from './person-lookups.js';
import { PlaceLookups } from './place-lookups.js';

const SERVICES = [
  DirectoryEvents,
  DirectoryGroups,
  DirectoryService,
  DirectoryStatusService,
  DirectorySync,
  OptOuts,
  PersonLookups,
  PlaceLookups,
];

/** The mirror, its sync, and what the messenger tells of people between two syncs. */
@Module({
  imports: [InboxModule, OperationsModule, SendersModule],
  providers: [...SERVICES, NewsOfPeople],
  exports: SERVICES,
})
export class DirectoryModule {}
