window.YTD.follower.part0 = [ { "follower" : { "accountId" : "700002", "userLink" : "https://twitter.com/intent/user?user_id=700002" } } ]
