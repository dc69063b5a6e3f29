// Who could go and look: the grid workers nearest to a place by the grids they hold, never by where they are — nobody's
// position is kept.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"

namespace huiyin {

// How near a worker's own ground is: the grid itself, across a near edge, the same community, the same street.
enum class Nearness { grid, edge, community, street };
BOOST_DESCRIBE_ENUM(Nearness, grid, edge, community, street)

struct WorkerLine {
  int64_t account = 0;
  std::string name;
  UnitView unit;  // with the role: grid_worker or grid_lead
  std::string place;
  Wording place_name;
  Nearness nearness = Nearness::street;
  bool signed_in = false;  // on duty, as far as the system can tell: somebody is signed in to the account
  bool operator==(const WorkerLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(WorkerLine, (), (account, name, unit, place, place_name, nearness, signed_in))

struct WorkersNear {
  PlaceView place;
  std::vector<WorkerLine> rows;  // the nearest first; of those as near, who is signed in
};
BOOST_DESCRIBE_STRUCT(WorkersNear, (), (place, rows))

inline constexpr size_t kWorkersMax = 20;

// `place`: what locate (places, with the grids across a near edge) or codes_of answered; the district alone has nobody
// near. For the centre and for leads of the place: any other caller -> not_your_role. Costs all accounts.
Result<WorkersNear> workers_near(App& app, const Caller& caller, const Located& place);

}  // namespace huiyin
